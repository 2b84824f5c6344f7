// Makes a mail ready to be filed: read, its text and attachments staged. No effect on tables.

import { Readable } from 'node:stream'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { Gate } from './gate.ts'
import { type MailSource, openMail } from './mail-source.ts'
import { type Reading, readMail } from './read.ts'

/** A mail as it was taken in; `bytes` when they are at hand. */
export interface Arrived {
  readonly blob: Buffer
  readonly size: number // bytes
  readonly bytes?: Buffer
}

/** A mail ready to be filed; `reading` is what there is to index. */
export interface PreparedMessage {
  readonly reading: Omit<Reading, 'html'>
  readonly defects: readonly string[]
  readonly raw: { readonly hash: Buffer; readonly size: number }
  readonly text?: Buffer // hash
  readonly html?: Buffer // hash
  readonly staged: readonly Staged[]
}

/** Secrets between the author and the list, or the author's mailer: cut before storing. */
const SECRETS = ['Approved', 'X-Approved', 'Bcc', 'Resent-Bcc']
const HELD_WHOLE = 262_144 // bytes: smaller mails are read from memory
const BIG = 1_048_576 // bytes
const BIG_AT_ONCE = 2

/** Prepares mails; of big ones two at a time, so that memory stays bounded however many come. */
export function preparer(db: Db, blobs: Blobs): (arrived: Arrived) => Promise<PreparedMessage> {
  const gate = new Gate(BIG_AT_ONCE)
  return (arrived) =>
    arrived.size > BIG ? gate.through(() => prepare(arrived, db, blobs)) : prepare(arrived, db, blobs)
}

async function prepare(arrived: Arrived, db: Db, blobs: Blobs): Promise<PreparedMessage> {
  const { html: markup, ...reading } = await readMail(await sourceOf(arrived, db, blobs), blobs)
  const staged = reading.attachments.map((attachment) => attachment.staged)
  const keep = async (bytes: Buffer | Readable): Promise<Staged> => {
    const kept = await blobs.stage(bytes)
    staged.push(kept)
    return kept
  }
  try {
    const raw = SECRETS.some((name) => reading.header.has(name))
      ? await keep(await withoutSecrets(await sourceOf(arrived, db, blobs)))
      : { hash: arrived.blob, size: arrived.size }
    const text = reading.text === '' ? undefined : (await keep(Buffer.from(reading.text))).hash
    const html = markup === undefined ? undefined : (await keep(Buffer.from(markup))).hash
    return {
      reading,
      defects: reading.defects,
      raw: { hash: raw.hash, size: raw.size },
      staged,
      ...(text !== undefined && { text }),
      ...(html !== undefined && { html }),
    }
  } catch (error) {
    await Promise.all(staged.map((kept) => kept.discard()))
    throw error
  }
}

async function sourceOf({ blob, size, bytes }: Arrived, db: Db, blobs: Blobs): Promise<MailSource> {
  const open = () => blobs.open(db, blob)
  if (bytes !== undefined) return { bytes, open }
  return size <= HELD_WHOLE ? { bytes: await blobs.read(db, blob), open } : { open }
}

async function withoutSecrets(source: MailSource): Promise<Readable> {
  const { header, body } = await openMail(source)
  const kept = Buffer.concat([header.without(...SECRETS).bytes(), Buffer.from('\r\n')])
  const all = (async function* () {
    yield kept
    yield* body
  })()
  return Readable.from(all, { objectMode: false })
}
