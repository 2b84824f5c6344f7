// Owner of what moderators make of posts (posts.ts has the rest of the table): decisions, and who has been told.
import type { DbOrTx, Tx } from '#store/database.ts'
import type { Decision } from '../posts.ts'
import { roleAddressSql } from '../roles.ts'

/** Records a human's decision on a held post, in effect after so many seconds: when that is, for the first one only. */
export async function decidePost(
  tx: Tx,
  id: number,
  decision: {
    readonly what: Decision
    readonly by?: number
    readonly note?: string
    readonly waitSeconds: number
  },
): Promise<Date | undefined> {
  // Whole milliseconds: a job is due at the very instant, not a fraction before.
  const { rows } = await tx.raw(
    `update posts set decision = ?, decided_by = ?, decided_at = now(), decision_note = ?,
            effective_at = date_trunc('milliseconds', now() + make_interval(secs => ?))
      where id = ? and state = 'held' and decision is null returning effective_at as "effectiveAt"`,
    [decision.what, decision.by ?? null, decision.note ?? null, decision.waitSeconds, id] as never,
  )
  return rows[0]?.effectiveAt
}

/** Takes back somebody's own decision that is not in effect yet; true for exactly one caller. */
export async function undecidePost(tx: Tx, id: number, by: number): Promise<boolean> {
  const undone = await tx('posts')
    .where({ id, state: 'held', decided_by: by })
    .whereRaw('effective_at > clock_timestamp()')
    .update({ decision: null, decided_by: null, decided_at: null, decision_note: null, effective_at: null })
  return undone === 1
}

/** How a post was decided, by whom and when; `by` is null where the operator's command decided. */
export interface DecisionMade {
  readonly what: Decision
  readonly byId: number | null
  readonly by: string | null
  readonly at: Date
  readonly effectiveAt: Date
}

/** The decision on a post, in effect or not; undefined while there is none. */
export async function decisionOn(db: DbOrTx, id: number): Promise<DecisionMade | undefined> {
  const { rows } = await db.raw(
    `select p.decision as what, p.decided_by as "byId",
            coalesce(nullif(w.name, ''), (select a.written from (${roleAddressSql('w.id')}) a)) as by, p.decided_at as at,
            p.effective_at as "effectiveAt"
       from posts p left join people w on w.id = p.decided_by where p.id = ? and p.decision is not null`,
    [id],
  )
  return rows[0]
}

/** Notes that a held post's moderators are being written to; true for exactly one caller. */
export async function announcePost(tx: Tx, id: number): Promise<boolean> {
  return (
    (await tx('posts')
      .where({ id, state: 'held' })
      .whereNull('announced_at')
      .update({ announced_at: tx.fn.now() })) === 1
  )
}

/** Something that waits, as the rounds look at it. */
export interface Waiting {
  readonly id: number
  readonly listId: number
  readonly heldAt: Date
  readonly announced: boolean
  readonly reminded: boolean
  readonly passedOn: boolean
}

/** So many are looked at in one round. */
export const MOST_WAITING = 5_000

/** Held posts that nobody has decided, oldest first; on these lists, or on all. */
export async function waitingHeldPosts(db: DbOrTx, listIds?: readonly number[]): Promise<Waiting[]> {
  const { rows } = await db.raw(
    `select id, list_id as "listId", held_at as "heldAt", announced_at is not null as announced,
            reminded_at is not null as reminded, passed_on_at is not null as "passedOn"
       from posts where state = 'held' and decision is null and (?::bigint[] is null or list_id = any(?))
      order by held_at, id limit ?`,
    [listIds ?? null, listIds ?? null, MOST_WAITING] as never,
  )
  return rows
}

/** Notes that moderators were reminded of posts. */
export async function remindPosts(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx('posts')
    .whereIn('id', [...ids])
    .update({ reminded_at: tx.fn.now() })
}

/** Notes that others than its moderators are being written to; true for exactly one caller. */
export async function passOnPost(tx: Tx, id: number): Promise<boolean> {
  const passed = await tx('posts')
    .where({ id, state: 'held' })
    .whereNull('passed_on_at')
    .update({ passed_on_at: tx.fn.now(), announced_at: tx.fn.now() })
  return passed === 1
}
