import iconv from 'iconv-lite'

export type Charset = 'us-ascii' | 'utf-8' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252' | 'macintosh'

const ASCII = /^[\0-\x7f]*$/
const LATIN_1 = /^[\0-\xff]*$/
const WINDOWS = /^[\0-\x7f\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/

/** Whether the charset has all the letters; of macintosh and iso-8859-15 nobody asks but with French. */
export function holds(charset: Charset, text: string): boolean {
  switch (charset) {
    case 'us-ascii':
      return ASCII.test(text)
    case 'utf-8':
      return true
    case 'iso-8859-1':
      return LATIN_1.test(text)
    case 'windows-1252':
      return WINDOWS.test(text)
    default:
      return iconv.decode(iconv.encode(text, charset), charset) === text
  }
}

/** The text in a charset that holds it. */
export function encode(text: string, charset: Charset): Buffer {
  if (charset === 'utf-8') return Buffer.from(text)
  if (charset === 'us-ascii' || charset === 'iso-8859-1') return Buffer.from(text, 'latin1')
  return iconv.encode(text, charset)
}

const OLD: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '…': '...',
  '–': '-',
  '—': '-',
  '·': '.',
  '\u202f': '\u00a0',
  '€': 'EUR',
  œ: 'oe',
  Œ: 'OE',
}

/** As it was typed before programs had typographic signs and ligatures. */
export function oldTypography(text: string): string {
  return text.replace(/[’‘“”…–—·\u202f€œŒ]/g, (sign) => OLD[sign] ?? sign)
}
