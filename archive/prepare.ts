// Makes a mail ready to be filed: read, its text staged. No effect on tables.

import { Readable } from 'node:stream'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { Gate } from './gate.ts'
import { type MailSource, openMail } from './mail-source.ts'
import { type Onlooker, type Reading, readMail } from './read.ts'
import { storedMail } from './stored-mail.ts'

/** A mail as it was taken in: its blob, `bytes` too when they are at hand; or bytes alone, to be stored as well. */
export type Arrived =
  | { readonly blob: Buffer; readonly size: number /* bytes */; readonly bytes?: Buffer }
  | { readonly bytes: Buffer }

/** A mail ready to be filed; `reading` is what there is to index. */
export interface PreparedMessage {
  readonly reading: Omit<Reading, 'html'>
  readonly hasHtml: boolean
  readonly defects: readonly string[]
  readonly raw: { readonly hash: Buffer; readonly size: number }
  /** Hash of the readable text, where it isn't kept beside the mail. */
  readonly text?: Buffer
  readonly staged: readonly Staged[]
}

/** Where bytes are kept, and what is made of them beside them if it can be: then what is staged has it too. */
export interface Shelf {
  stage(bytes: Buffer | Readable, companion?: Buffer): Promise<Staged>
}

/** How a mail is prepared, where that differs from live mail. */
export interface Preparing {
  /** Live: each small blob has a row of its own. */
  readonly shelf?: Shelf
  readonly onlooker?: Onlooker
}

/** Secrets between the author and the list, or the author's mailer: cut before storing. */
const SECRETS = ['Approved', 'X-Approved', 'Bcc', 'Resent-Bcc']
const BIG = 1_048_576 // bytes
const BIG_AT_ONCE = 2

/** Prepares mails; of big ones two at a time, so that memory stays bounded however many come. */
export function preparer(
  db: Db,
  blobs: Blobs,
): (arrived: Arrived, preparing?: Preparing) => Promise<PreparedMessage> {
  const gate = new Gate(BIG_AT_ONCE)
  return (arrived, { shelf = blobs, onlooker } = {}) => {
    const act = async () => prepare(arrived, await sourceOf(arrived, db, blobs), shelf, onlooker)
    return ('blob' in arrived ? arrived.size : arrived.bytes.length) > BIG ? gate.through(act) : act()
  }
}

async function prepare(
  arrived: Arrived,
  source: MailSource,
  shelf: Shelf,
  onlooker: Onlooker | undefined,
): Promise<PreparedMessage> {
  const { html, ...reading } = await readMail(source, onlooker)
  const staged: Staged[] = []
  const keep = async (bytes: Buffer | Readable, companion?: Buffer): Promise<Staged> => {
    const kept = await shelf.stage(bytes, companion)
    staged.push(kept)
    return kept
  }
  const readable = reading.text === '' ? undefined : Buffer.from(reading.text)
  try {
    const raw: Pick<Staged, 'hash' | 'size' | 'companion'> = SECRETS.some((name) => reading.header.has(name))
      ? await keep(await withoutSecrets(source), readable)
      : 'blob' in arrived
        ? { hash: arrived.blob, size: arrived.size }
        : await keep(arrived.bytes, readable)
    const isBeside = raw.companion !== undefined
    const text = readable === undefined || isBeside ? undefined : (await keep(readable)).hash
    return {
      reading,
      hasHtml: html !== undefined,
      defects: reading.defects,
      raw: { hash: raw.hash, size: raw.size },
      staged,
      ...(text !== undefined && { text }),
    }
  } catch (error) {
    await Promise.all(staged.map((kept) => kept.discard()))
    throw error
  }
}

async function sourceOf(arrived: Arrived, db: Db, blobs: Blobs): Promise<MailSource> {
  const { bytes } = arrived
  if (!('blob' in arrived)) return { bytes: arrived.bytes, open: async () => Readable.from([bytes]) }
  if (bytes !== undefined) return { bytes, open: () => blobs.open(db, arrived.blob) }
  return storedMail(db, blobs, { hash: arrived.blob, size: arrived.size })
}

// A small mail as bytes, a big one as a stream.
async function withoutSecrets(source: MailSource): Promise<Buffer | Readable> {
  const { header, body } = await openMail(source)
  const kept = Buffer.concat([header.without(...SECRETS).bytes(), Buffer.from('\r\n')])
  if (Buffer.isBuffer(body)) return Buffer.concat([kept, body])
  const all = (async function* () {
    yield kept
    yield* body
  })()
  return Readable.from(all, { objectMode: false })
}
