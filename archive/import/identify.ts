// What a mail of an old archive is, before it is read: which one, from when, by whom.
import { createHash, hash } from 'node:crypto'
import { Header } from '#mta/message/header.ts'
import { fingerprint, messageIdOf, messageIds } from '#mta/message/identity.ts'
import type { PostingState } from '../family.ts'
import { originalAuthor } from './author.ts'
import type { FoundMail, PostedBefore } from './found.ts'
import { importDate } from './import-date.ts'

/** A mail with all that filing it asks. `author` only where an old system rewrote From. */
export interface Identified {
  readonly bytes: Buffer
  readonly messageId: string
  readonly fingerprint: Buffer
  readonly datedAt: Date
  readonly author?: { readonly name: string; readonly address: string }
  readonly state: PostingState
}

/** Identifies a mail; one whose date nobody can tell is dated by the mail found before it. */
export function identify({ bytes, receivedAt, posted }: FoundMail, before: Date): Identified {
  const { header, bodyOffset } = Header.parse(bytes)
  const author = originalAuthor(header)
  return {
    bytes,
    messageId: nameOf(header, bytes, posted),
    fingerprint: fingerprint(header, bodyHash(bytes.subarray(bodyOffset))),
    datedAt: posted?.datedAt ?? importDate(header, receivedAt) ?? before,
    state: posted?.state ?? 'shown',
    ...(author && { author: { name: author.name, address: author.address.written } }),
  }
}

// A mail without Message-ID was named after the bytes that came in, of which secrets have been cut since.
function nameOf(header: Header, bytes: Buffer, posted: PostedBefore | undefined): string {
  const written = messageIds(header.first('Message-ID') ?? '')[0]
  const before = posted && messageIds(`<${posted.messageId}>`)[0]
  return written ?? before ?? messageIdOf(header, hash('sha256', bytes, 'buffer'))
}

const LF = 10
const CHUNK = 262_144 // bytes hashed at a time, to the end of a line

/**
 * SHA-256 of a body with the line ends that it had on its way: mbox files have LF, mail has CRLF, and the same mail is
 * the same message whichever way it came.
 */
function bodyHash(body: Buffer): Buffer {
  if (body.length <= CHUNK) return hash('sha256', onItsWay(body), 'buffer')
  const sum = createHash('sha256')
  for (let at = 0; at < body.length; ) {
    const line = body.indexOf(LF, at + CHUNK)
    const end = line < 0 ? body.length : line + 1
    sum.update(onItsWay(body.subarray(at, end)))
    at = end
  }
  return sum.digest()
}

function onItsWay(lines: Buffer): Buffer {
  return Buffer.from(lines.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1')
}
