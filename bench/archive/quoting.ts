// How each program writes above what it quotes, and how it marks it, in French and in English.

import { escaped } from './files/zip.ts'
import { writtenDate } from './moments.ts'
import type { Program } from './people.ts'
import { capital, type Language } from './prose.ts'
import { wrapped } from './wrap.ts'

/** A mail as answers quote it. */
export interface Quotable {
  readonly name: string
  readonly address: string
  /** Seconds since 1970. */
  readonly at: number
  readonly to: string
  readonly subject: string
  /** What its author said. */
  readonly paragraphs: readonly string[]
  /** What it quoted itself, as it did. */
  readonly below: string
}

export interface Quote {
  /** Whether the answer stands under what it answers, as it should, or over it, as it mostly does. */
  readonly place: 'above' | 'below'
  readonly plain: string
  readonly html: string
}

const COLUMNS = 72
const MOST_LINES = 40
const MARKED_ABOVE = 9 // lines of a mail that somebody quotes who cuts quotes

/** What that program makes of the mail that is answered. */
export function quote(program: Program, language: Language, mail: Quotable): Quote {
  const place = program === 'thunderbird' || program === 'mutt' ? 'above' : 'below'
  if (program === 'outlook' || program === 'outlook-old')
    return { place, ...unmarked(program, language, mail) }
  const attribution = attributionLine(program, language, mail)
  const lines = mail.paragraphs
    .flatMap((paragraph) => [...wrapped(paragraph, COLUMNS).split('\n'), ''])
    .slice(0, -1)
  const own = place === 'above' ? lines.slice(0, MARKED_ABOVE) : lines
  const deeper = place === 'above' || mail.below === '' ? [] : ['', ...mail.below.split('\n')]
  const marked = [...own, ...deeper].slice(0, MOST_LINES).map((line) => mark(line))
  const quoted = mail.paragraphs.map((paragraph) => `<div>${escaped(paragraph)}</div>`).join('<br>\n')
  return {
    place,
    plain: `${attribution}\n${program === 'gmail' ? '\n' : ''}${marked.join('\n')}`,
    html:
      program === 'gmail'
        ? `<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(attribution)}<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">${quoted}</blockquote></div>`
        : `<div class="moz-cite-prefix">${escaped(attribution)}</div><blockquote type="cite">${quoted}</blockquote>`,
  }
}

function mark(line: string): string {
  if (line === '') return '>'
  return line.startsWith('>') ? `>${line}` : `> ${line}`
}

function attributionLine(program: Program, language: Language, { name, address, at }: Quotable): string {
  const form =
    program === 'gmail' ? 'short' : program === 'apple' || program === 'phone' ? 'short' : 'numeric'
  const { date, time } = writtenDate(at, form, language)
  const who = form === 'short' ? `${name} <${address}>` : name
  if (language === 'fr') return `Le ${date} à ${time}, ${who} a écrit :`
  return program === 'gmail' ? `On ${date} at ${time} ${who} wrote:` : `On ${date}, at ${time}, ${who} wrote:`
}

const HEADINGS: Readonly<
  Record<Language, readonly [from: string, sent: string, to: string, subject: string]>
> = {
  fr: ['De\u00a0:', 'Envoyé\u00a0:', 'À\u00a0:', 'Objet\u00a0:'],
  en: ['From:', 'Sent:', 'To:', 'Subject:'],
}
const SEPARATORS: Readonly<Record<Language, string>> = {
  fr: "-----Message d'origine-----",
  en: '-----Original Message-----',
}

/** Outlook marks no line: all that follows its headings is quoted. */
function unmarked(program: Program, language: Language, mail: Quotable): Pick<Quote, 'plain' | 'html'> {
  const { date, time } = writtenDate(mail.at, 'long', language)
  const values = [`${mail.name} <${mail.address}>`, `${date} ${time}`, mail.to, mail.subject]
  const headings = HEADINGS[language].map((heading, n) => ({ heading, value: values[n]! }))
  const text = [
    ...mail.paragraphs.flatMap((paragraph) => [...wrapped(paragraph, COLUMNS).split('\n'), '']),
    ...mail.below.split('\n'),
  ]
  const separator = program === 'outlook-old' ? SEPARATORS[language] : '_'.repeat(32)
  return {
    plain: [
      separator,
      ...headings.map(({ heading, value }) => `${heading} ${value}`),
      '',
      ...text.slice(0, MOST_LINES),
    ]
      .join('\n')
      .trimEnd(),
    html: `<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">${headings.map(({ heading, value }) => `<b>${heading}</b> ${escaped(capital(value))}`).join('<br>\n')}</p></div>\n${mail.paragraphs.map((paragraph) => `<p class="MsoNormal">${escaped(paragraph)}</p>`).join('\n')}`,
  }
}
