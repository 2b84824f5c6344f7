// Tells what a message says itself from what it quotes, so that pages can fold the quotes. A forwarded mail is not
// folded: it is what the sender wanted to show.

import { attributionAt, attributionBefore, originalAt } from './attributions.ts'

/** A stretch of a message; `attribution` is the line that said whom it quotes. Quotes have lost one level of `>`. */
export interface Block {
  readonly kind: 'new' | 'quote' | 'signature'
  readonly text: string
  readonly attribution?: string
}

const MAX_SIGNATURE = 20 // lines: longer ones are text after a separator
const QUOTED = /^\s{0,3}>/
const SIGNATURE = /^(?:-- ?|_{20,}\s*)$/

/** A message's text in order: new text, quotes, signatures. Empty stretches are left out. */
export function splitQuotes(text: string): Block[] {
  const lines = text.split('\n')
  const said = stretches(lines)
  // Outlook forwards look as its answers do: with nothing new above, the "quote" is what is to be read.
  const isAllQuoted = said.length > 0 && said.every((each) => each.kind !== 'new')
  return isAllQuoted ? [block('new', lines)] : said
}

/** What the writer of an answer typed first, above a quotation or right below it; '' where nothing but quotations stand. */
export function ownText(text: string): string {
  return stretches(text.split('\n')).find(({ kind }) => kind === 'new')?.text ?? ''
}

function stretches(lines: readonly string[]): Block[] {
  const blocks: Block[] = []
  let own: string[] = []
  let kind: 'new' | 'signature' = 'new'
  const flush = () => {
    blocks.push(block(own.length > MAX_SIGNATURE ? 'new' : kind, own))
    own = []
    kind = 'new'
  }
  for (let at = 0; at < lines.length; ) {
    const line = lines[at]!
    if (QUOTED.test(line)) {
      const end = endOfQuote(lines, at)
      const { attribution, count } = attributionBefore(own)
      own.length -= count
      flush()
      blocks.push(block('quote', lines.slice(at, end).map(unquoted), attribution))
      at = end
      continue
    }
    const original = originalAt(lines, at) ?? attributionAt(lines, at, (next) => QUOTED.test(next))
    if (original !== undefined) {
      flush()
      blocks.push(block('quote', lines.slice(original.from), original.attribution))
      break
    }
    if (SIGNATURE.test(line)) {
      flush()
      kind = 'signature'
    } else own.push(line)
    at++
  }
  flush()
  return blocks.filter((each) => each.text !== '')
}

function block(kind: Block['kind'], lines: readonly string[], attribution?: string): Block {
  const text = lines
    .join('\n')
    .replace(/^(?:[^\S\n]*\n)+/, '')
    .trimEnd()
  return attribution === undefined ? { kind, text } : { kind, text, attribution }
}

// Empty lines between quoted ones belong to the quote.
function endOfQuote(lines: readonly string[], from: number): number {
  let end = from + 1
  for (let at = end; at < lines.length; at++) {
    if (QUOTED.test(lines[at]!)) end = at + 1
    else if (lines[at]!.trim() !== '') break
  }
  return end
}

function unquoted(line: string): string {
  return line.replace(/^\s{0,3}> ?/, '')
}
