// Owner of standing_verdicts: whom a moderator welcomed or blocked on a list once and for all.
import type { Tx } from '#store/database.ts'
import type { Question } from '#store/questions.ts'

export type AuthorVerdict = 'welcome' | 'blocked'
/** 'forger-blocked': what was held proved nothing, so that only what proves nothing is kept out. */
export type VerdictOn = AuthorVerdict | 'forger-blocked'

/** What was said of an address on each list, as far as it is in effect; '' is nobody's address. */
export function standingVerdicts(
  address: string,
  listIds: readonly number[],
): Question<Map<number, VerdictOn>> {
  return {
    sql: `select list_id as "listId",
             case when verdict = 'blocked' and not proved then 'forger-blocked' else verdict end as verdict
            from standing_verdicts
           where address = :address and list_id = any(:listIds) and revoked_at is null and effective_at <= now()`,
    bindings: { address, listIds },
    read: (rows: readonly { listId: number; verdict: VerdictOn }[]) =>
      new Map(rows.map(({ listId, verdict }) => [listId, verdict])),
  }
}

/** Says it, from an instant on; what was said of this address before is over, but that it was proved. Its number. */
export async function pronounce(
  tx: Tx,
  said: {
    readonly listId: number
    readonly address: string
    readonly verdict: AuthorVerdict
    readonly by: number
    readonly effectiveAt: Date
    /** Whether what was held is proved to be from that address. */
    readonly proved: boolean
  },
): Promise<number> {
  const before: readonly { verdict: AuthorVerdict; proved: boolean }[] = await tx('standing_verdicts')
    .where({ list_id: said.listId, address: said.address })
    .whereNull('revoked_at')
    .update({ revoked_at: tx.fn.now() })
    .returning(['verdict', 'proved'])
  const [row] = await tx('standing_verdicts')
    .insert({
      list_id: said.listId,
      address: said.address,
      verdict: said.verdict,
      by_person: said.by,
      effective_at: said.effectiveAt,
      proved: said.proved || before.some(({ verdict, proved }) => verdict === said.verdict && proved),
    })
    .returning('id')
  return row.id
}

/** Takes it back, at any time; what was said, for exactly one caller. */
export async function revoke(
  tx: Tx,
  id: number,
): Promise<{ readonly address: string; readonly verdict: AuthorVerdict } | undefined> {
  const [row] = await tx('standing_verdicts')
    .where({ id })
    .whereNull('revoked_at')
    .update({ revoked_at: tx.fn.now() })
    .returning(['address', 'verdict'])
  return row
}

/** Takes back what was said in the very decision that takes effect at this instant. */
export async function revokeWith(
  tx: Tx,
  said: {
    readonly listId: number
    readonly address: string
    readonly by: number
    readonly effectiveAt: Date
  },
): Promise<void> {
  await tx('standing_verdicts')
    .where({
      list_id: said.listId,
      address: said.address,
      by_person: said.by,
      effective_at: said.effectiveAt,
    })
    .whereNull('revoked_at')
    .update({ revoked_at: tx.fn.now() })
}
