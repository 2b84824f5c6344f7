// What makes two messages the same, and where one is found on the web.

import { createHash, hash } from 'node:crypto'
import { toBase32 } from './base32.ts'
import type { Header } from './header.ts'
import { guessLatin1 } from './words.ts'

const MAX_MESSAGE_ID = 500 // bytes: longer ones are no use as a key
const MAX_IDS = 200 // of one References field: the first and the newest are kept
const MAX_IDS_FIELD = 65_536 // characters
const MAX_SAME_ID = 20 // messages of one Message-ID that have addresses
const IDENTIFYING = ['From', 'Date', 'Subject', 'MIME-Version', 'Content-Type', 'Content-Transfer-Encoding']

/** The Message-ID without brackets; derived from the SHA-256 of the bytes when there is no usable one. */
export function messageIdOf(header: Header, sha256: Buffer): string {
  return messageIds(header.first('Message-ID') ?? '')[0] ?? `${sha256.toString('hex')}@derived.invalid`
}

/** The message ids in a Message-ID, In-Reply-To or References value, without brackets, distinct, in order. */
export function messageIds(value: string): string[] {
  const field = guessLatin1(value).slice(-MAX_IDS_FIELD)
  const bracketed =
    field.match(/<[^<>]+>/g)?.map((id) => id.slice(1, -1)) ??
    field.split(/[\s,]+/).filter((word) => word.includes('@'))
  const ids = [...new Set(bracketed.map((id) => id.replace(/\s+/g, '')).filter(isUsable))]
  return ids.length > MAX_IDS ? [ids[0]!, ...ids.slice(1 - MAX_IDS)] : ids
}

function isUsable(id: string): boolean {
  return id !== '' && Buffer.byteLength(id) <= MAX_MESSAGE_ID && !/\p{C}/u.test(id)
}

/** 16 bytes, of the SHA-256 of From, Date, Subject, MIME fields and the body's hash: the same content under a Message-ID. */
export function fingerprint(header: Header, bodySha256: Buffer): Buffer {
  const made = createHash('sha256')
  for (const name of IDENTIFYING) {
    const values = header.all(name).map((value) => value.replace(/[ \t]+/g, ' '))
    made.update(
      `${name}:${values.length}:${values.map((value) => `${value.length}:${value}`).join('')}\n`,
      'latin1',
    )
  }
  return made.update(bodySha256).digest().subarray(0, 16)
}

/** A message id as a number: the first 52 bits of its SHA-256, as the database's message_key() makes it. */
export function messageKey(messageId: string): number {
  return Number.parseInt(hash('sha256', messageId).slice(0, 13), 16)
}

/** HyperKitty's permanent address of a message: lower-case base32 of the SHA-1 of its id without brackets. */
export function urlHash(messageId: string): string {
  return toBase32(hash('sha1', messageId, 'buffer'))
}

/** All addresses that messages of one Message-ID may have: that of the first, then '-2'… for other contents. */
export function urlHashes(first: string): string[] {
  return Array.from({ length: MAX_SAME_ID }, (_, index) => (index === 0 ? first : `${first}-${index + 1}`))
}
