// Extracts as pages show them: found words stand between U+0002 and U+0003.
import type { Viewer } from '../needs.ts'
import { keepTogether } from '../paragraphs.ts'
import { maskAddresses } from '../person.ts'
import { escapeHtml } from '../sentences.ts'

const MARKS = /[\u0002\u0003]/g
/** What may be an address, and is not known for one while marks stand in it. */
const AROUND_AT = /[^\s<>]*(?:@|%40)[^\s<>]*/g

/** An extract as this reader may see it, still marked. */
function seen(snippet: string, viewer: Viewer | undefined): string {
  if (viewer !== undefined) return snippet
  const whole = snippet.replace(AROUND_AT, (piece) => piece.replace(MARKS, ''))
  return maskAddresses(whole, viewer)
}

/** As plain text. */
export function plainSnippet(snippet: string, viewer: Viewer | undefined): string {
  return maskAddresses(snippet.replace(MARKS, ''), viewer)
}

/** As safe HTML. */
export function markedSnippet(snippet: string, viewer: Viewer | undefined): string {
  return keepTogether(escapeHtml(seen(snippet, viewer)))
    .replace(/\u0002([^\u0002\u0003]*)\u0003/g, '<mark>$1</mark>')
    .replace(MARKS, '')
}
