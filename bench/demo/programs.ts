// How each mail program writes an answer: where it quotes, what it says above the quote, how it encodes.
import { attributionDate } from './calendar.ts'
import { oldestCharset } from './charset.ts'
import { type Entity, multipart, textPart } from './mime.ts'
import type { Character, MailProgram } from './people.ts'

/** A mail already written, as its answers quote it. */
export interface Written {
  readonly from: Character
  readonly at: Date
  readonly subject: string
  readonly to: string
  /** What the author wrote, then what was quoted below, levels of '>' kept. */
  readonly text: string
}

export interface Draft {
  readonly from: Character
  readonly text: string
  readonly answered?: Written
  readonly boundary: string
}

const LINE_CHARS = 72
const QUOTED_LINES = 40

function wrap(text: string, width: number, softBreak = ''): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('>') || line.length <= width) return line
      let out = '',
        room = width
      for (const word of line.split(' ')) {
        if (out !== '' && word.length + 1 > room) {
          out += `${softBreak}\n${word}`
          room = width - word.length
        } else {
          out += out === '' ? word : ` ${word}`
          room -= word.length + 1
        }
      }
      return out
    })
    .join('\n')
}

function quote(text: string): string {
  const lines = wrap(text, LINE_CHARS).split('\n')
  const kept = lines.length > QUOTED_LINES ? [...lines.slice(0, QUOTED_LINES), '[…]'] : lines
  return kept.map((line) => (line === '' ? '>' : line.startsWith('>') ? `>${line}` : `> ${line}`)).join('\n')
}

const htmlText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const htmlParagraphs = (text: string): string =>
  text
    .split('\n\n')
    .map((paragraph) => `<div>${htmlText(paragraph).replaceAll('\n', '<br>\n')}</div>`)
    .join('\n<div><br></div>\n')

/** The text of a mail written with that program, quotes included. */
export function fullText({ from, text, answered }: Draft): string {
  if (answered === undefined) return from.program === 'phone' ? `${text}\n\nEnvoyé de mon téléphone` : text
  switch (from.program) {
    case 'thunderbird': {
      const { date, time } = attributionDate(answered.at, 'numeric')
      const first = answered.text.split('\n\n').find((paragraph) => paragraph.length > 40) ?? answered.text
      return `Le ${date} à ${time}, ${answered.from.name} a écrit :\n${quote(first)}\n\n${text}`
    }
    case 'outlook': {
      const { date, time } = attributionDate(answered.at, 'long')
      return `${text}\n\n-----Message d'origine-----\nDe : ${answered.from.name} <${answered.from.address}>\nEnvoyé : ${date} ${time}\nÀ : ${answered.to}\nObjet : ${answered.subject}\n\n${answered.text}`
    }
    case 'gmail':
    case 'phone': {
      const { date, time } = attributionDate(answered.at, 'short')
      const closing = from.program === 'phone' ? '\n\nEnvoyé de mon téléphone' : ''
      return `${text}${closing}\n\n${attribution(answered, date, time)}\n\n${quote(answered.text)}`
    }
  }
}

function attribution(answered: Written, date: string, time: string): string {
  return `Le ${date} à ${time}, ${answered.from.name} <${answered.from.address}> a écrit :`
}

function html(draft: Draft): string {
  const own = htmlParagraphs(draft.text)
  if (draft.answered === undefined) return `<div dir="ltr">${own}</div>\n`
  const { date, time } = attributionDate(draft.answered.at, 'short')
  return `<div dir="ltr">${own}</div>\n<br>\n<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${htmlText(attribution(draft.answered, date, time))}<br></div>\n<blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">\n${htmlParagraphs(draft.answered.text)}\n</blockquote></div>\n`
}

/** The body as that program sends it. */
export function body(draft: Draft): Entity {
  const text = `${fullText(draft)}\n`
  switch (draft.from.program) {
    case 'thunderbird':
      return textPart(wrap(text, LINE_CHARS, ' '), 'text/plain', 'UTF-8', '8bit', '; format=flowed')
    case 'outlook': {
      const charset = oldestCharset(text)
      return textPart(wrap(text, LINE_CHARS), 'text/plain', charset, 'quoted-printable')
    }
    case 'phone':
      return textPart(text, 'text/plain', 'UTF-8', 'base64')
    case 'gmail':
      return multipart('alternative', draft.boundary, [
        textPart(wrap(text, LINE_CHARS), 'text/plain', 'UTF-8', 'quoted-printable'),
        textPart(html(draft), 'text/html', 'UTF-8', 'quoted-printable'),
      ])
  }
}

/** What the program signs its mails with. */
export const userAgents: Readonly<Record<MailProgram, string>> = {
  thunderbird: 'User-Agent: Mozilla Thunderbird',
  gmail: 'X-Mailer: Courriel en ligne',
  phone: 'X-Mailer: Mail du telephone',
  outlook: 'X-Mailer: Microsoft Outlook 14.0',
}

/** « Re: », as that program writes it. */
export const answerPrefix: Readonly<Record<MailProgram, string>> = {
  thunderbird: 'Re: ',
  gmail: 'Re: ',
  phone: 'Re : ',
  outlook: 'RE: ',
}
