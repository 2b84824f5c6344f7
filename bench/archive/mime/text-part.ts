import { type Charset, encode, holds, oldTypography } from './charset.ts'
import type { Entity } from './entity.ts'
import { base64, quotedPrintable } from './transfer.ts'

/** How a program encodes text. */
export interface Coding {
  readonly charset: Charset
  readonly transfer: '7bit' | '8bit' | 'quoted-printable' | 'base64'
  /** What the mail says its charset is, where that is wrong: another one, or none. */
  readonly claimed?: Charset | 'nothing'
}

const LONGEST_LINE = 900 // bytes: RFC 5322 §2.1.1 allows 998

/** The habits of a population, by share: of ten mails six are in UTF-8, three in what France wrote before. */
const HABITS: readonly (readonly [upTo: number, Coding])[] = [
  [0.3, { charset: 'utf-8', transfer: '8bit' }],
  [0.55, { charset: 'utf-8', transfer: 'quoted-printable' }],
  [0.68, { charset: 'utf-8', transfer: 'base64' }],
  [0.8, { charset: 'iso-8859-1', transfer: 'quoted-printable' }],
  [0.86, { charset: 'iso-8859-1', transfer: '8bit' }],
  [0.95, { charset: 'windows-1252', transfer: 'quoted-printable' }],
  [1, { charset: 'iso-8859-15', transfer: 'quoted-printable' }],
]

/** How a text is encoded by somebody whose habit lies there in [0, 1). */
export function codingOf(text: string, habit: number): Coding {
  if (holds('us-ascii', text)) return { charset: 'us-ascii', transfer: '7bit' }
  return HABITS.find(([upTo]) => habit < upTo)![1]
}

/** A text part; where its charset lacks letters they are written as one did then, else in UTF-8. */
export function textPart(
  text: string,
  subtype: 'plain' | 'html',
  wanted: Coding,
  flowed: 'flowed' | 'fixed' = 'fixed',
): Entity {
  const { written, charset } = inCharset(text, subtype, wanted.charset)
  const bytes = encode(written, charset)
  const tooLong =
    wanted.transfer.endsWith('bit') && written.split('\n').some((line) => line.length > LONGEST_LINE)
  const transfer =
    tooLong || (charset === 'utf-8' && wanted.transfer === '7bit') ? 'quoted-printable' : wanted.transfer
  const said = wanted.claimed ?? charset
  const type = said === 'nothing' ? `text/${subtype}` : `text/${subtype}; charset=${said}`
  const body =
    transfer === 'base64'
      ? base64(bytes)
      : transfer === 'quoted-printable'
        ? quotedPrintable(bytes)
        : bytes.toString('latin1')
  return `Content-Type: ${type}${flowed === 'flowed' ? '; format=flowed' : ''}\nContent-Transfer-Encoding: ${transfer}\n\n${body}\n`
}

function inCharset(
  text: string,
  subtype: 'plain' | 'html',
  charset: Charset,
): { written: string; charset: Charset } {
  if (holds(charset, text)) return { written: text, charset }
  // Programs write what is left as entities only in HTML; in plain text they go over to UTF-8.
  const old = oldTypography(text)
  if (subtype === 'plain' && holds(charset, old)) return { written: old, charset }
  return { written: text, charset: 'utf-8' }
}
