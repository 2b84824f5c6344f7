// The job 'files': reads what is written in the attachments of messages that came by mail. Twice is once. Filing adds
// it; what reading does to it, it ends: a file that fails each time, or ends the process, is noted as not to be read.
import type { Blobs } from '#store/blobs.ts'
import type { Db, DbOrTx, Tx } from '#store/database.ts'
import { addJob, type Tries } from '#store/jobs.ts'
import { nothing } from './extract/extract.ts'
import type { Extractor } from './extract/extractor.ts'
import { mayHoldText } from './extract/kinds.ts'
import { noteFileTexts, passingFiles } from './file-texts.ts'
import type { ReadAttachment } from './read.ts'
import { readMail } from './read.ts'
import { storedMail } from './stored-mail.ts'

export interface ReadingFiles {
  readonly db: Db
  readonly blobs: Blobs
  readonly extractor: Extractor
  /** Makes the message searchable by what was read, in the same transaction. */
  index(tx: Tx, messageId: number): Promise<void>
}

/** One mail after the other, on all machines together: files that take long keep no mail from being seen to. */
const QUEUE = 'files'
/** So often a file may end the process that reads it. */
const MOST_ENDS = 3

/** Plans the reading of a message just filed, where it has files that might hold text; in the filing's transaction. */
export async function planReading(
  tx: DbOrTx,
  messageId: number,
  attachments: readonly ReadAttachment[],
): Promise<void> {
  if (attachments.some(mayHoldText))
    await addJob(tx, 'files', { messageId }, { queue: QUEUE, key: `files-${messageId}` })
}

/** Plans the reading of all files that nobody has read yet; how many messages have some. */
export async function planAllReading(db: DbOrTx): Promise<number> {
  const { rows } = await db.raw<{ rows: { n: number }[] }>(
    `with waiting as (select distinct message_id from attachments where extracted is null and unread is null),
     planned as (
       select graphile_worker.add_job('files', json_build_object('messageId', message_id), queue_name => ?,
                                      job_key => 'files-' || message_id, job_key_mode => 'preserve_run_at')
         from waiting)
     select count(*)::int as n from planned`,
    [QUEUE],
  )
  return rows[0]?.n ?? 0
}

/** Reads the attachments of a message, once, and makes their texts searchable. */
export async function readFiles(
  reading: ReadingFiles,
  messageId: number,
  { tries, signal }: { readonly tries: Tries; readonly signal: AbortSignal },
): Promise<void> {
  const { db, blobs, extractor, index } = reading
  if (tries.left === 0 || (tries.count > MOST_ENDS && tries.lastError === undefined))
    return await giveUp(db, messageId)
  const mail: { hash: Buffer; size: number } | undefined = await db('messages as m')
    .where('m.id', messageId)
    .whereExists((unread) => unread.from(waiting(db, messageId).as('w')).select(db.raw('1')))
    .first('m.raw as hash', 'm.size')
  if (!mail) return
  const files = passingFiles(extractor, blobs)
  await readMail(await storedMail(db, blobs, mail), files.onlooker)
  const texts = await unlessStopped(files.texts(), signal)
  await db.transaction(async (tx) => {
    await blobs.keep(
      tx,
      texts.flatMap(({ staged }) => staged ?? []),
    )
    await noteFileTexts(
      tx,
      texts.map((text) => ({ ...text, messageId })),
    )
    await index(tx, messageId)
  })
}

async function giveUp(db: Db, messageId: number): Promise<void> {
  await db.transaction(async (tx) => {
    const left: { n: number }[] = await waiting(tx, messageId).select('n')
    await noteFileTexts(
      tx,
      left.map(({ n }) => ({ messageId, n, extract: nothing('broken') })),
    )
  })
}

/** Attachments that nobody has read, nor said why not. */
const waiting = (db: DbOrTx, messageId: number) =>
  db('attachments').where({ message_id: messageId }).whereNull('extracted').whereNull('unread')

/** A job told to stop is done again later. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined) // nobody may be waiting for it any more
  signal.throwIfAborted()
  const { promise: stopped, reject } = Promise.withResolvers<never>()
  const stop = () => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([work, stopped])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
