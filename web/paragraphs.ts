// A plain text mail set as a book would set it: lines that only the sender's program broke are joined,
// blank lines make paragraphs, addresses on the web become links. Every step is linear in the text.
import { escapeHtml } from './sentences.ts'

const NARROWEST_WRAP = 60 // columns; mail programs wrap at 66 to 80
const WIDEST_WRAP = 80
const COUNTED_SPACES = 2 // some programs count the space they break at (RFC 3676 §4.2)
const LONGEST_LINK = 2000 // characters

const LINK = new RegExp(`\\bhttps?://[^\\s<>"'«»\\u2018-\\u201f]{1,${LONGEST_LINK}}`, 'gi')

/** Paragraphs as HTML: `<p>`, with `<br>` where the writer ended a line; tables drawn with spaces as `<pre>`. */
export function paragraphs(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const width = wrapWidth(lines)
  const out: string[] = []
  let group: string[] = []
  const close = () => {
    if (group.length > 0) out.push(paragraph(group, width))
    group = []
  }
  for (const line of lines) {
    if (line.trim() === '') close()
    else group.push(line.trimEnd())
  }
  close()
  return out.join('\n')
}

/** The column at which the sender's program wrapped, 0 when it did not. */
function wrapWidth(lines: readonly string[]): number {
  // A line with a link is as long as its link: programs do not break those.
  const widths = lines.filter((line) => !line.includes('://')).map((line) => line.trimEnd().length)
  const longest = widths.reduce((a, b) => Math.max(a, b), 0)
  return longest >= NARROWEST_WRAP && longest <= WIDEST_WRAP ? longest : 0
}

function paragraph(lines: readonly string[], width: number): string {
  if (lines.some((line) => /\S {3,}\S/.test(line) || line.includes('\t')) && lines.length > 1) {
    return `<pre dir="auto">${inline(lines.join('\n'))}</pre>`
  }
  let html = inline(lines[0] ?? '')
  for (let i = 1; i < lines.length; i++) {
    const before = lines[i - 1] ?? ''
    const line = lines[i] ?? ''
    html += (wrapped(before, line, width) ? ' ' : '<br>\n') + inline(line.trimStart())
  }
  return `<p dir="auto">${html}</p>`
}

/** Whether the break between two lines is only the program's: the next word would not have fitted. */
function wrapped(before: string, line: string, width: number): boolean {
  if (width === 0 || /^\s*(?:[-*•–—·>]|\d{1,3}[.)°])\s?/.test(line)) return false
  const next = line.trimStart().split(' ', 1)[0] ?? ''
  return before.length + 1 + next.length > width - COUNTED_SPACES && before.length >= width / 2
}

function inline(text: string): string {
  let html = ''
  let from = 0
  for (const match of text.matchAll(LINK)) {
    const url = withoutClosing(match[0])
    if (!URL.canParse(url)) continue
    html += escapeHtml(text.slice(from, match.index))
    html += `<a href="${escapeHtml(url)}" rel="nofollow noopener noreferrer">${escapeHtml(url)}</a>`
    from = match.index + url.length
  }
  return keepTogether(html + escapeHtml(text.slice(from)))
}

/** A link without the punctuation of the sentence around it. */
function withoutClosing(url: string): string {
  let end = url.length
  let open = count(url, '(') - count(url, ')')
  for (; end > 0; end--) {
    const last = url[end - 1] ?? ''
    if (last === ')' && open < 0) open++
    else if (!'.,;:!?…*_'.includes(last)) break
  }
  return url.slice(0, end)
}

const count = (text: string, wanted: string): number => text.split(wanted).length - 1

/** French signs keep the space they were written with, and no longer stand alone at the start of a line. */
export function keepTogether(text: string): string {
  return text.replace(/ (?=[?!:;»](?:\s|$))/g, '\u00a0').replace(/« /g, '«\u00a0')
}
