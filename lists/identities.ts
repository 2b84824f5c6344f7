// Owner of identities: pairs of From and what did authenticate, that their owner confirmed once. For a year.
import { atLeast, type Evidence } from '#mta/in/evidence.ts'
import type { DbOrTx, Tx } from '#store/database.ts'

/** A mail's evidence, with what an earlier confirmation adds to it. */
export async function withRemembered(db: DbOrTx, evidence: Evidence): Promise<Evidence> {
  const { from, level, identities } = evidence
  if (from === undefined || atLeast(level, 'spf-aligned') || identities.length === 0) return evidence
  return (await rememberedIdentity(db, from, identities)) ? { ...evidence, level: 'spf-aligned' } : evidence
}

/** Whether one of these identities was confirmed for this From. */
async function rememberedIdentity(db: DbOrTx, from: string, identities: readonly string[]): Promise<boolean> {
  const row = await db('identities')
    .where({ address: from })
    .whereIn('identity', [...identities])
    .whereNull('revoked_at')
    .whereRaw('expires_at > now()')
    .first('identity')
  return row !== undefined
}

/** Remembers that a From address goes with what authenticated it. */
export async function rememberIdentities(
  tx: Tx,
  pair: { from: string; personId: number; identities: readonly string[] },
): Promise<void> {
  if (pair.identities.length === 0) return
  await tx('identities')
    .insert(
      pair.identities.map((identity) => ({
        address: pair.from,
        identity,
        person_id: pair.personId,
        confirmed_at: tx.fn.now(),
        expires_at: tx.raw(`now() + interval '1 year'`),
      })),
    )
    .onConflict(['address', 'identity'])
    .merge(['person_id', 'confirmed_at', 'expires_at'])
    .whereNull('identities.revoked_at')
}
