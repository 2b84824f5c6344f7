// Why a provider refused a mail, as far as its reply says (RFC 3463).

export type Refusal = 'full' | 'unknown' | 'unwanted' | 'too-large' | 'other'

const SIGNS: readonly (readonly [Refusal, RegExp])[] = [
  [
    'full',
    /\b[45]\.2\.2\b|mailbox (?:is )?full|over ?quota|quota exceeded|insufficient (?:system )?storage/i,
  ],
  ['too-large', /\b[45]\.(?:2\.3|3\.4)\b|message (?:is )?too (?:large|big)|size limit/i],
  [
    'unknown',
    /\b[45]\.1\.[0126]\b|(?:no such|unknown|invalid) (?:user|mailbox|recipient|address)|does(?: not|n't) exist/i,
  ],
  ['unwanted', /\b[45]\.7\.\d+\b|spam|blocked|blacklist|reputation|rejected for policy/i],
]

/** What a reply means to who would have received the mail. */
export const refusalOf = (reply: string): Refusal =>
  SIGNS.find(([, sign]) => sign.test(reply))?.[0] ?? 'other'
