import type { Tx } from '#store/database.ts'

/**
 * Moves everything of the other threads into one. Their addresses go on working through `merged_into`, which always
 * names the last thread, never a chain.
 */
export async function mergeThreads(tx: Tx, into: number, others: readonly number[]): Promise<void> {
  await tx.raw(`update postings set thread_id = ? where thread_id = any(?::bigint[])`, [into, [...others]])
  await tx.raw(
    `update threads set merged_into = ?, messages = 0
      where id = any(?::bigint[]) or merged_into = any(?::bigint[])`,
    [into, [...others], [...others]],
  )
  await tx.raw(
    `update threads t set messages = c.messages, first_at = c.first_at, last_at = c.last_at
       from (select count(*) as messages, min(dated_at) as first_at, max(dated_at) as last_at
               from postings where thread_id = ?) c
      where t.id = ?`,
    [into, into],
  )
}
