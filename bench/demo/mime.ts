// Mail as other people's programs write it: it owes nothing to the code that will read it.
import { type Charset, encode } from './charset.ts'

const CRLF = '\r\n'

/** One MIME entity: its fields (without the empty line) and its encoded body, CRLF throughout, one char a byte. */
export interface Entity {
  readonly fields: readonly string[]
  readonly body: string
}

/** RFC 2045 §6.7, lines of at most 76. */
export function quotedPrintable(bytes: Buffer): string {
  const lines = bytes
    .toString('latin1')
    .split('\n')
    .map((line) => {
      const tokens = [...line].map((char, at) =>
        /[!-<>-~]/.test(char) || ((char === ' ' || char === '\t') && at < line.length - 1)
          ? char
          : `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
      )
      let out = '',
        width = 0
      for (const token of tokens) {
        if (width + token.length > 75) {
          out += `=${CRLF}`
          width = 0
        }
        out += token
        width += token.length
      }
      return out
    })
  return lines.join(CRLF)
}

/** RFC 2045 §6.8, lines of 76. */
export function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}(?=.)/g, `$&${CRLF}`)
}

/** RFC 2047 encoded words, Q or B; plain ASCII is left alone. Cut between characters. */
export function encodedWords(text: string, charset: Charset, encoding: 'Q' | 'B'): string {
  if (/^[ -~]*$/.test(text)) return text
  const words: string[] = []
  let chunk = ''
  const word = (content: string): string => {
    const bytes = encode(content, charset)
    const coded =
      encoding === 'B'
        ? bytes.toString('base64')
        : bytes
            .toString('latin1')
            .replace(
              /[^A-Za-z0-9 ]/g,
              (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
            )
            .replaceAll(' ', '_')
    return `=?${charset}?${encoding}?${coded}?=`
  }
  for (const letter of text) {
    if (word(chunk + letter).length > 70) {
      words.push(word(chunk))
      chunk = ''
    }
    chunk += letter
  }
  return [...words, word(chunk)].join(`${CRLF} `)
}

/** A text part; `flowed` says RFC 3676 (its lines must already end accordingly). */
export function textPart(
  text: string,
  type: 'text/plain' | 'text/html',
  charset: Charset,
  encoding: '8bit' | 'quoted-printable' | 'base64',
  more = '',
): Entity {
  const bytes = encode(text, charset)
  const body =
    encoding === '8bit'
      ? bytes.toString('latin1').replaceAll('\n', CRLF)
      : encoding === 'base64'
        ? base64(encode(text.replaceAll('\n', CRLF), charset))
        : quotedPrintable(bytes)
  return {
    fields: [`Content-Type: ${type}; charset=${charset}${more}`, `Content-Transfer-Encoding: ${encoding}`],
    body,
  }
}

/** An attached file, its name as RFC 2231 when it needs to be. */
export function attachment({ name, type, bytes }: { name: string; type: string; bytes: Buffer }): Entity {
  const filename = /^[ -~]*$/.test(name)
    ? `filename="${name}"`
    : `filename*=UTF-8''${encodeURIComponent(name)}`
  return {
    fields: [
      `Content-Type: ${type}`,
      `Content-Disposition: attachment;${CRLF} ${filename}`,
      'Content-Transfer-Encoding: base64',
    ],
    body: base64(bytes),
  }
}

/** Several entities as one. */
export function multipart(
  subtype: 'alternative' | 'mixed',
  boundary: string,
  parts: readonly Entity[],
): Entity {
  const body = parts.map(
    (part) => `--${boundary}${CRLF}${part.fields.join(CRLF)}${CRLF}${CRLF}${part.body}${CRLF}`,
  )
  return {
    fields: [`Content-Type: multipart/${subtype}; boundary="${boundary}"`],
    body: `${body.join('')}--${boundary}--${CRLF}`,
  }
}

/** The whole mail: its own fields, then the entity's. */
export function mail(fields: readonly string[], entity: Entity): Buffer {
  const head = [...fields, 'MIME-Version: 1.0', ...entity.fields].join(CRLF)
  return Buffer.from(`${head}${CRLF}${CRLF}${entity.body.replace(/(\r\n)?$/, CRLF)}`, 'latin1')
}
