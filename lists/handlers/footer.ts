import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import libmime from 'libmime'
import * as qp from 'nodemailer/lib/qp'
import type { Header } from '#mta/message/header.ts'
import type { Draft, Handler, HandlerContext } from './draft.ts'

const asciiOnly = /^[\x00-\x7f]*$/

/** Bytes that may follow a lone text/plain as they are, in its own charset and encoding; undefined: make a part. */
function asPlainText(header: Header, text: string, context: HandlerContext): Buffer | undefined {
  const type = header.first('Content-Type') ?? 'text/plain; charset=us-ascii'
  if (!/^text\/plain\s*(;|$)/i.test(type)) return undefined
  if (header.all('Content-Type').length > 1) return undefined
  const encoding = (header.first('Content-Transfer-Encoding') ?? '7bit').trim().toLowerCase()
  const charset = (libmime.parseHeaderValue(type).params.charset ?? 'us-ascii').toLowerCase()
  if (charset === 'us-ascii' ? !asciiOnly.test(text) : !iconv.encodingExists(charset)) return undefined
  const lines = `${context.endsWithNewline ? '' : '\n'}\n${text}\n`.replaceAll('\n', '\r\n')
  const bytes = charset === 'us-ascii' ? Buffer.from(lines, 'latin1') : iconv.encode(lines, charset)
  if (charset !== 'us-ascii' && iconv.decode(bytes, charset) !== lines) return undefined
  if (encoding === 'quoted-printable') {
    // A body that doesn't end its line might end in a soft break.
    if (!context.endsWithNewline) return undefined
    return Buffer.from(qp.wrap(qp.encode(bytes)), 'latin1')
  }
  if (encoding === '8bit' || encoding === 'binary') return bytes
  if (encoding === '7bit' || encoding === '')
    return asciiOnly.test(bytes.toString('latin1')) ? bytes : undefined
  return undefined
}

/** The message as it is becomes the first part of a multipart/mixed, the footer the second (RFC 2046 §5.1.3). */
function asPart(draft: Draft, text: string, context: HandlerContext): Draft {
  const boundary = `relais-${createHash('sha256').update(`${context.arrival.id} ${context.list.address}`).digest('hex').slice(0, 32)}`
  const mimeFields = draft.header.names().filter((name) => /^content-/i.test(name))
  const own = [...new Set(mimeFields.map((name) => name.toLowerCase()))].flatMap((name) =>
    draft.header.raw(name),
  )
  const fields = own.map((field) => field.toString('latin1').replace(/\r*\n|\r/g, '\r\n')).join('')
  const header = draft.header
    .without(...mimeFields, 'MIME-Version')
    .with('MIME-Version', { raw: '1.0' })
    .with('Content-Type', { raw: `multipart/mixed; boundary="${boundary}"` })
  const withEncoding = context.eightBit ? header.with('Content-Transfer-Encoding', { raw: '8bit' }) : header
  const encoded = Buffer.from(text.replaceAll('\n', '\r\n'), 'utf8')
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n')
  return {
    header: withEncoding,
    before: Buffer.concat([Buffer.from(`--${boundary}\r\n${fields}\r\n`, 'latin1'), draft.before]),
    after: Buffer.concat([
      draft.after,
      Buffer.from(
        `\r\n--${boundary}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Disposition: inline\r\n` +
          `Content-Transfer-Encoding: base64\r\n\r\n${encoded}\r\n--${boundary}--\r\n`,
        'latin1',
      ),
    ]),
  }
}

/** The list's footer: under a lone text/plain when its charset and encoding allow, else as a part of its own. */
export const footer: Handler = {
  name: 'footer',
  apply: (draft, context) => {
    const text = context.list.settings.footer
    if (text === null) return draft
    const plain = asPlainText(draft.header, text, context)
    return plain ? { ...draft, after: Buffer.concat([draft.after, plain]) } : asPart(draft, text, context)
  },
}
