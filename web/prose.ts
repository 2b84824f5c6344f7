import { splitQuotes } from '#mta/message/quotes.ts'
import type { Language, Viewer } from './needs.ts'
import { paragraphs } from './paragraphs.ts'
import { maskAddresses } from './person.ts'
import { escapeHtml, say } from './sentences.ts'

const SHORT_QUOTE_LINES = 4 // an answer put under a few quoted lines is read with them
const MAX_ATTRIBUTION = 200 // characters
/** « …, Anne Martin <anne@…> a écrit : »: the name. */
const WRITER = /(?:^|[,:] )([^,:<>@]{2,60}?) ?(?:<[^<>]*>)? (?:a écrit|wrote)\s?:?$/u

/** What telephones write under a message by themselves. */
const SENT_FROM = /^(?:envoyé (?:de|depuis) (?:mon |ma |l['’])|sent from my |get outlook for ).{2,60}$/i

export interface Prose {
  /** Safe to put in a page. */
  readonly html: string
  /** It was longer than what was asked for. */
  readonly cut: boolean
}

/** A message's text for reading: its own words open, what it quotes folded, its signature in small. */
export function prose(
  text: string,
  options: { viewer?: Viewer | undefined; language: Language; maxCharacters: number },
): Prose {
  const cut = text.length > options.maxCharacters
  const shown = maskAddresses(cut ? text.slice(0, options.maxCharacters) : text, options.viewer)
  const blocks = splitQuotes(shown)
  const html = blocks.map((block, i) => {
    if (block.text.trim() === '' && block.kind !== 'quote') return ''
    if (block.kind === 'new') return ownWords(block.text)
    if (block.kind === 'signature') return signature(block.text)
    const lines = block.text.split('\n').filter((line) => line.trim() !== '').length
    const answered = blocks[i + 1]?.kind === 'new' && blocks[i + 1]?.text.trim() !== ''
    if (answered && lines <= SHORT_QUOTE_LINES) {
      return `<blockquote>${paragraphs(block.text)}</blockquote>`
    }
    return `<details class="quote"><summary>${summary(block.attribution, lines, options.language)}</summary><blockquote>${paragraphs(block.text)}</blockquote></details>`
  })
  return { html: html.filter(Boolean).join('\n'), cut }
}

/** The writer's words; a last line that only their telephone wrote is set as a signature is. */
function ownWords(text: string): string {
  const words = text.trimEnd()
  const from = words.lastIndexOf('\n') + 1
  const last = words.slice(from).trim()
  return SENT_FROM.test(last) ? `${paragraphs(words.slice(0, from))}\n${signature(last)}` : paragraphs(text)
}

const signature = (text: string): string => `<div class="signature">${paragraphs(text)}</div>`

function summary(attribution: string | undefined, lines: number, language: Language): string {
  const said = (attribution ?? '').replace(/\s+/g, ' ').trim()
  const name = WRITER.exec(said.slice(-MAX_ATTRIBUTION))?.[1]
  return name === undefined
    ? escapeHtml(say(language, 'message.quoted', { lines }))
    : `<span dir="auto">${escapeHtml(say(language, 'message.quoted.by', { name }))}</span>`
}
