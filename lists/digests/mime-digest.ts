// A digest as MIME has it (RFC 2046 §5.1.5): the titles, then the messages themselves, not a byte changed, each to be
// opened and answered like any mail. They are attachments: programs that show them in one piece offer no way to answer one.
import { randomBytes } from 'node:crypto'
import { foldField } from '#mta/message/fold.ts'
import { encodeWords } from '#mta/message/words.ts'
import { crlfStream } from '#mta/out/crlf.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { plain } from '../commands/plain.ts'
import { fill } from '../mails.ts'
import { quotedPrintable } from '../text-body.ts'
import { contents, daysOf, type Issue, introduction, titleOf, wordsOf } from './issue.ts'

/** A body and the fields that say what it is. */
export interface DigestBody {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly body: AsyncIterable<Buffer>
}

/** The body streams: a digest may be as large as its messages. */
export function mimeDigest(
  issue: Issue,
  { db, blobs }: { readonly db: Db; readonly blobs: Blobs },
): DigestBody {
  const mixed = boundary()
  const digest = boundary()

  async function* body(): AsyncGenerator<Buffer> {
    yield ascii(
      `--${mixed}`,
      'Content-Type: text/plain; charset=utf-8',
      'Content-Disposition: inline',
      'Content-Transfer-Encoding: quoted-printable',
      '',
    )
    yield quotedPrintable(`${introduction(issue, 'answerOne')}\n\n${contents(issue)}`)
    yield ascii(
      '',
      `--${mixed}`,
      `Content-Type: multipart/digest; boundary="${digest}"`,
      about(fill(wordsOf(issue).messages, { date: daysOf(issue) })),
      'Content-Transfer-Encoding: 8bit',
    )
    for (const [at, message] of issue.messages.entries()) {
      yield ascii(
        '',
        `--${digest}`,
        'Content-Type: message/rfc822',
        about(titleOf(issue, message)),
        `Content-Disposition: attachment; filename="${fileName(at + 1, titleOf(issue, message))}"`,
        'Content-Transfer-Encoding: 8bit',
        '',
      )
      const original = await blobs.open(db, message.raw)
      yield* original.pipe(crlfStream()) as AsyncIterable<Buffer>
    }
    yield ascii('', `--${digest}--`, '', `--${mixed}--`)
  }

  return {
    fields: [
      ['Content-Type', `multipart/mixed; boundary="${mixed}"`],
      ['Content-Transfer-Encoding', '8bit'],
    ],
    body: body(),
  }
}

const about = (text: string): string => foldField('Content-Description', encodeWords(text)).trimEnd()

const MAX_TITLE = 50 // characters of a title in a file's name

/** Numbered as in the contents, in ASCII for old programs: « 1 reunion mardi.eml ». */
function fileName(n: number, title: string): string {
  const words = plain(title).replace(/[*?]/g, '').slice(0, MAX_TITLE).trim()
  return words === '' ? `${n}.eml` : `${n} ${words}.eml`
}

/** Nobody can have guessed it and put it into a message. */
const boundary = (): string => `relais-${randomBytes(16).toString('hex')}`

const ascii = (...lines: string[]): Buffer => Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1')
