// Owner of answered: how many answers an address got today (RFC 3834 §2).
import type { DbOrTx, Tx } from '#store/database.ts'

/** Counts one more answer; 'silent' once the day's number is reached. */
export async function mayAnswer(
  tx: Tx,
  address: string,
  kind: string,
  perDay: number,
): Promise<'answer' | 'silent'> {
  const [row] = await tx('answered')
    .insert({ address, kind })
    .onConflict(['address', 'day', 'kind'])
    .merge({ count: tx.raw('answered.count + 1') })
    .returning('count')
  return row.count <= perDay ? 'answer' : 'silent'
}

/** Whether the day's number is reached, without counting. */
export async function isAnsweredToday(
  db: DbOrTx,
  address: string,
  kind: string,
  perDay: number,
): Promise<boolean> {
  const row = await db('answered')
    .where({ address, kind })
    .whereRaw('day = current_date and count >= ?', [perDay])
    .first('count')
  return row !== undefined
}

/** They answered what we had mailed them: whoever asks in their name reads it, and may be answered again. */
export async function mayAnswerAgain(tx: Tx, address: string, kind: string): Promise<void> {
  await tx('answered').where({ address, kind }).delete()
}
