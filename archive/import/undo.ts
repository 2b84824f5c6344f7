// Takes back what an import added. Mail that has since been sent to the list's subscribers stays: it is theirs too.
import type { Db, DbOrTx } from '#store/database.ts'
import { type Forget, type TakenBack, takeBack } from '../take-back.ts'
import type { PastImport } from './past.ts'
import { noteUndo } from './record.ts'

/** What taking an import back would do. */
export interface UndoPreview {
  /** Messages that leave the list. */
  readonly postings: number
  /** Of these, those that no other list has: they go from the archive. */
  readonly messages: number
  /** Messages that stay, because they have been sent to the list since. */
  readonly kept: number
  readonly first: Date | null
  readonly last: Date | null
}

/** Who looks on; ends after the messages in hand when told to, and the next run goes on. */
export interface UndoWatch {
  progress(done: number, total: number): void
  readonly signal: AbortSignal
}

const A_GROUP = 500 // messages of one transaction

const KEPT = `exists (select from copies c where c.message_id = p.message_id and c.list_id = p.list_id)`

/** Looks at what would go. */
export async function previewUndo(db: DbOrTx, { id, listId }: PastImport): Promise<UndoPreview> {
  const { rows } = await db.raw<{ rows: UndoPreview[] }>(
    `select count(*) filter (where not kept) as postings, count(*) filter (where not kept and only_here) as messages,
            count(*) filter (where kept) as kept, min(dated_at) filter (where not kept) as first,
            max(dated_at) filter (where not kept) as last
       from (select p.dated_at, ${KEPT} as kept,
                    not exists (select from postings o where o.message_id = p.message_id and o.list_id <> p.list_id) as only_here
               from postings p where p.list_id = ? and p.import_id = ?) brought`,
    [listId, id],
  )
  return rows[0]!
}

/** Takes an import back, in groups that stay taken back whatever comes; it will not be gone on with. */
export async function undoImport(
  parts: { readonly db: Db; readonly forget: Forget },
  { id, listId }: PastImport,
  watch: UndoWatch,
): Promise<TakenBack> {
  const { db, forget } = parts
  await noteUndo(db, id)
  const messageIds: number[] = await db('postings')
    .where({ list_id: listId, import_id: id })
    .pluck('message_id')
  let sum: TakenBack = { postings: 0, messages: 0, threads: 0 }
  for (let at = 0; at < messageIds.length && !watch.signal.aborted; at += A_GROUP) {
    const group = messageIds.slice(at, at + A_GROUP)
    const taken = await db.transaction(async (tx) => {
      const { rows } = await tx.raw<{ rows: { id: number }[] }>(
        `select p.message_id as id from postings p
          where p.list_id = ? and p.import_id = ? and p.message_id = any(?::bigint[]) and not ${KEPT}`,
        [listId, id, group],
      )
      return await takeBack(
        tx,
        listId,
        rows.map((row) => row.id),
        forget,
      )
    })
    sum = {
      postings: sum.postings + taken.postings,
      messages: sum.messages + taken.messages,
      threads: sum.threads + taken.threads,
    }
    watch.progress(at + group.length, messageIds.length)
  }
  return sum
}
