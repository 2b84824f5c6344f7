// The same words as the plain text, for a phone or a screen reader: one column, the reader's own font and colours, light
// or dark; no picture, no table, nothing that calls home.
import type { Block } from './layout.ts'
import type { Piece } from './places.ts'

/** Everything that is styled. Colours are the reader's: they are right in the dark, too. */
const STYLES = {
  page: "max-width:38em;padding:8px;font:17px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif;overflow-wrap:anywhere",
  quote: 'margin:1em 0;padding:0 0 0 14px;border-left:3px solid',
  entries: 'margin:1em 0;padding-left:1.2em',
  entry: 'margin:.6em 0',
  choices: 'margin:1em 0;padding:0;list-style:none',
  // A long address goes to a line of its own before it is broken.
  address: 'display:inline-block',
  button:
    'display:inline-block;padding:12px 22px;border:2px solid;border-radius:8px;font-weight:bold;text-decoration:none',
  typed: 'font-size:1.4em;letter-spacing:.12em;white-space:nowrap',
} as const

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text where HTML expects some, between tags or in a quoted attribute. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!)
}

/** A whole HTML mail of these blocks. */
export function htmlOfBlocks(
  blocks: readonly Block[],
  { language, subject }: { readonly language: 'fr' | 'en'; readonly subject: string },
): string {
  return [
    '<!doctype html>',
    `<html lang="${language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escaped(subject)}</title></head>`,
    '<body>',
    // Some mail programs drop everything outside the first element of the body: language and style stand there.
    `<div lang="${language}" dir="ltr" style="${STYLES.page}">`,
    ...blocks.map(blockOf),
    '</div></body></html>',
    '',
  ].join('\n')
}

function blockOf({ kind, lines }: Block): string {
  const all = lines.map(({ pieces }) => pieces)
  switch (kind) {
    case 'rule':
      return '<hr>'
    case 'quote':
      return `<blockquote style="${STYLES.quote}">${all.map((line) => inline(line)).join('<br>\n')}</blockquote>`
    case 'entries':
      return `<ul style="${STYLES.entries}">\n${all.map((line) => item(named(line) ?? inline(line, STYLES.address))).join('\n')}\n</ul>`
    case 'choices':
      // The numbers are words that one answers, not marks that a program may leave out.
      return `<ul role="list" style="${STYLES.choices}">\n${all.map((line) => item(inline(line).replace(/^\d+/, '<strong>$&</strong>'))).join('\n')}\n</ul>`
    case 'paragraph':
      return `<p>${(all.length === 1 && named(all[0]!, STYLES.button)) || all.map((line) => inline(line)).join('<br>\n')}</p>`
  }
}

const item = (html: string) => `<li style="${STYLES.entry}">${html}</li>`

function inline(pieces: readonly Piece[], style?: string): string {
  return pieces.map((piece) => pieceOf(piece, style)).join('')
}

function pieceOf(piece: Piece, style?: string): string {
  switch (piece.kind) {
    case 'words':
    case 'given':
      return escaped(piece.text)
    case 'typed':
      return `<strong style="${STYLES.typed}">${escaped(piece.text)}</strong>`
    case 'address':
    case 'page':
      return link(piece.href, piece.text, style)
  }
}

/** « Lire les archives : https://… »: the words before are the link, as somebody hears it read. */
function named([label, page, ...more]: readonly Piece[], style?: string): string | undefined {
  if (label?.kind !== 'words' || page?.kind !== 'page' || more.length > 0) return undefined
  const words = /^(.*\S)\s?: $/u.exec(label.text)?.[1]
  return words && link(page.href, words, style)
}

function link(href: string, text: string, style?: string): string {
  return `<a href="${escaped(href)}"${style === undefined ? '' : ` style="${style}"`}>${escaped(text)}</a>`
}
