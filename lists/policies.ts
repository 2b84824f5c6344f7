// Owner of the table policies.
import type { DbOrTx, Tx } from '#store/database.ts'
import { type Act, type PolicyRule, rulesSchema } from './policy.ts'

/** Sets what a list (or, for all its lists, a space) allows for one act. */
export async function setPolicy(
  tx: Tx,
  policy: { listId?: number; spaceId?: number; act: Act; preset?: string; rules: readonly PolicyRule[] },
): Promise<void> {
  await tx('policies')
    .insert({
      list_id: policy.listId ?? null,
      space_id: policy.spaceId ?? null,
      act: policy.act,
      preset: policy.preset ?? null,
      rules: JSON.stringify(rulesSchema.parse(policy.rules)),
    })
    .onConflict(['space_id', 'list_id', 'act'])
    .merge(['preset', 'rules'])
}

/** One act's policy on each of these lists: the list's own, else its home space's, else nothing is allowed. */
export async function policiesOf(
  db: DbOrTx,
  listIds: readonly number[],
  act: Act,
): Promise<Map<number, { rules: PolicyRule[]; preset?: string }>> {
  const { rows } = await db.raw(
    `select distinct on (l.id) l.id, p.rules, p.preset from lists l
       join policies p on p.act = ? and (p.list_id = l.id or p.space_id = l.space_id)
      where l.id = any(?) order by l.id, p.list_id nulls last`,
    [act, [...listIds]],
  )
  return new Map(
    rows.map((row: { id: number; rules: PolicyRule[]; preset: string | null }) => [
      row.id,
      { rules: row.rules, ...(row.preset !== null && { preset: row.preset }) },
    ]),
  )
}
