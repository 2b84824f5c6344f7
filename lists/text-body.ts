// A text of ours as the whole body of a mail.
import * as qp from 'nodemailer/lib/qp'
import type { Header } from '#mta/message/header.ts'
import type { Language } from './mails.ts'

/** A header that says what its text is, and the text as it is sent. */
export function asTextBody(
  header: Header,
  text: string,
  language: Language,
): { readonly header: Header; readonly body: Buffer } {
  return {
    header: header
      .with('MIME-Version', { raw: '1.0' })
      .with('Content-Type', { raw: 'text/plain; charset=utf-8' })
      .with('Content-Transfer-Encoding', { raw: 'quoted-printable' })
      .with('Content-Language', { raw: language }),
    body: quotedPrintable(text),
  }
}

/** Text in quoted-printable, lines of at most 76 characters ended by CRLF. */
export function quotedPrintable(text: string): Buffer {
  return Buffer.from(qp.wrap(qp.encode(Buffer.from(text.replace(/\r*\n/g, '\r\n'), 'utf8'))), 'latin1')
}
