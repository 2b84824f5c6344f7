// A partition of deliveries is full minutes after it was made, long before PostgreSQL has counted it. Thinking it
// empty, the planner sorts everything that is due for each claim (measured: 8 ms of 31 at 10,000 rows, and growing
// with the queue). Every statement of the loop has one right plan, by index, whatever the counts say.
import type { DbOrTx, Tx } from '#store/database.ts'

const BY_INDEX = ['bitmapscan', 'seqscan', 'sort', 'hashjoin', 'mergejoin']
  .map((plan) => `set local enable_${plan} = off`)
  .join('; ')

/** Runs statements in a transaction that walks indexes in order; `durable`: the commit waits for the disk. */
export function byIndex<T>(
  db: DbOrTx,
  commit: 'durable' | 'soon durable',
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return db.transaction(async (tx) => {
    await tx.raw(commit === 'durable' ? BY_INDEX : `${BY_INDEX}; set local synchronous_commit = off`)
    return work(tx)
  })
}
