// A message as a scholar cites it: author, title, list, day, permanent link; in words and in the formats that
// bibliographies are kept in.
import { dateNumbers } from './moments.ts'
import type { Language } from './needs.ts'
import { say } from './sentences.ts'

export interface Cited {
  readonly hash: string
  /** As this reader may see them: never an address before strangers. */
  readonly author: string
  readonly title: string
  readonly list: { readonly address: string; readonly title: string }
  readonly space: string
  readonly at: Date
  /** Whose days are meant. */
  readonly timeZone: string
  /** For good. */
  readonly url: string
  readonly language: Language
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const

/** What LaTeX would take for itself; braces by name, since BibTeX counts even those behind a backslash. */
const LATEX: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  _: '\\_',
  '%': '\\%',
}

/** BibTeX: `@misc`, understood by BibTeX and BibLaTeX alike; UTF-8. */
export function bibtex(cited: Cited): string {
  const { year, month, day } = dateNumbers(cited.at, cited.timeZone)
  const lines = [
    // Twice in braces: one name, one title, their capitals kept.
    `author       = {{${latex(cited.author)}}}`,
    `title        = {{${latex(cited.title)}}}`,
    `howpublished = {${latex(whereOf(cited))}}`,
    `year         = {${year}}`,
    `month        = ${MONTHS[month - 1]}`,
    `day          = {${day}}`,
    `url          = {${cited.url.replace(/[{}\\]/g, encodeURIComponent)}}`,
  ]
  return `@misc{${keyOf(cited)},\n${lines.map((line) => `  ${line},\n`).join('')}}\n`
}

/** RIS, as reference managers import it. */
export function ris(cited: Cited): string {
  const { year, month, day } = dateNumbers(cited.at, cited.timeZone)
  const date = `${year}/${two(month)}/${two(day)}/`
  const fields = [
    ['TY', 'ICOMM'],
    ['AU', cited.author],
    ['TI', cited.title],
    ['T2', whereOf(cited)],
    ['PY', year],
    ['DA', date],
    ['UR', cited.url],
    ['ER', ''],
  ]
  return fields.map(([tag, value]) => `${tag}  - ${oneLine(String(value))}\r\n`).join('')
}

/** CSL-JSON: one item of the type `post`. */
export function cslJson(cited: Cited): string {
  const { year, month, day } = dateNumbers(cited.at, cited.timeZone)
  const item = {
    id: keyOf(cited),
    type: 'post',
    author: [{ literal: cited.author }],
    title: cited.title,
    'container-title': whereOf(cited),
    issued: { 'date-parts': [[year, month, day]] },
    URL: cited.url,
  }
  return `${JSON.stringify([item], undefined, 2)}\n`
}

const whereOf = ({ language, list, space }: Cited): string =>
  say(language, 'cite.where', { list: list.title, space })

/** `annonces-2026-11-03-mzxw6ytb`: ASCII, without what BibTeX would stop at. */
function keyOf(cited: Cited): string {
  const { year, month, day } = dateNumbers(cited.at, cited.timeZone)
  const list = cited.list.address.split('@')[0]!.replace(/[^a-z0-9.-]/g, '')
  return `${list}-${year}-${two(month)}-${two(day)}-${cited.hash.slice(0, 8)}`
}

const two = (n: number): string => String(n).padStart(2, '0')
const oneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
const latex = (text: string): string => oneLine(text).replace(/[\\{}~^$&#_%]/g, (sign) => LATEX[sign]!)
