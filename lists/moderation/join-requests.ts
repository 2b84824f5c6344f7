// Owner of join_requests: who asks to join a list whose moderators decide that.
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import type { Decision } from '../posts.ts'
import { roleAddressSql } from '../roles.ts'
import { type DecisionMade, MOST_WAITING, type Waiting } from './held-posts.ts'

export interface JoinRequest {
  readonly id: number
  readonly listId: number
  readonly address: string
  readonly name: string
  readonly evidence: EvidenceLevel
  readonly heldAt: Date
  /** Once it is in effect and nothing more. */
  readonly decision: Decision | null
  readonly decisionNote: string | null
  readonly done: boolean
}

const columns = `j.id, j.list_id as "listId", j.address, j.name, j.evidence, j.held_at as "heldAt",
  case when j.effective_at <= clock_timestamp() then j.decision end as decision,
  j.decision_note as "decisionNote", j.done_at is not null as done`

/** Keeps a request; its number, undefined where the same one waits already. */
export async function keepRequest(
  tx: Tx,
  asked: {
    readonly listId: number
    readonly address: string
    readonly name: string
    readonly evidence: EvidenceLevel
  },
): Promise<number | undefined> {
  const { rows } = await tx.raw(
    `insert into join_requests (list_id, address, name, evidence) values (?, ?, ?, ?)
     on conflict (list_id, address) where done_at is null do nothing returning id`,
    [asked.listId, asked.address, asked.name, asked.evidence],
  )
  return rows[0]?.id
}

export async function requestById(db: DbOrTx, id: number): Promise<JoinRequest | undefined> {
  return (await db.raw(`select ${columns} from join_requests j where j.id = ?`, [id])).rows[0]
}

/** Records a decision, in effect after so many seconds: when that is, for the first one only. */
export async function decideRequest(
  tx: Tx,
  id: number,
  decision: {
    readonly what: Decision
    readonly by?: number
    readonly note?: string
    readonly waitSeconds: number
  },
): Promise<Date | undefined> {
  const { rows } = await tx.raw(
    `update join_requests set decision = ?, decided_by = ?, decided_at = now(), decision_note = ?,
            effective_at = date_trunc('milliseconds', now() + make_interval(secs => ?))
      where id = ? and decision is null and done_at is null returning effective_at as "effectiveAt"`,
    [decision.what, decision.by ?? null, decision.note ?? null, decision.waitSeconds, id] as never,
  )
  return rows[0]?.effectiveAt
}

/** Takes back somebody's own decision that is not in effect yet; true for exactly one caller. */
export async function undecideRequest(tx: Tx, id: number, by: number): Promise<boolean> {
  const undone = await tx('join_requests')
    .where({ id, decided_by: by })
    .whereNull('done_at')
    .whereRaw('effective_at > clock_timestamp()')
    .update({ decision: null, decided_by: null, decided_at: null, decision_note: null, effective_at: null })
  return undone === 1
}

/** The decision on a request, in effect or not; undefined while there is none. */
export async function decisionOnRequest(db: DbOrTx, id: number): Promise<DecisionMade | undefined> {
  const { rows } = await db.raw(
    `select j.decision as what, j.decided_by as "byId", j.decided_at as at, j.effective_at as "effectiveAt",
            coalesce(nullif(w.name, ''), (select a.written from (${roleAddressSql('w.id')}) a)) as by
       from join_requests j left join people w on w.id = j.decided_by
      where j.id = ? and j.decision is not null`,
    [id],
  )
  return rows[0]
}

/** Notes that its moderators are being written to; true for exactly one caller. */
export async function announceRequest(tx: Tx, id: number): Promise<boolean> {
  return (
    (await tx('join_requests')
      .where({ id })
      .whereNull('announced_at')
      .whereNull('done_at')
      .update({ announced_at: tx.fn.now() })) === 1
  )
}

/** Closes a request whose decision is in effect; true for exactly one caller, whose effects share its transaction. */
export async function closeRequest(tx: Tx, id: number, decision: Decision): Promise<boolean> {
  const closed = await tx('join_requests')
    .where({ id, decision })
    .whereNull('done_at')
    .whereRaw('effective_at <= clock_timestamp()')
    .update({ done_at: tx.fn.now() })
  return closed === 1
}

/** Closes what an address asked and no longer wants; a decision that isn't in effect yet comes to nothing. */
export async function withdrawRequest(tx: Tx, listId: number, address: string): Promise<void> {
  await tx('join_requests')
    .where({ list_id: listId, address })
    .whereNull('done_at')
    .update({ done_at: tx.fn.now() })
}

/** Requests that nobody has decided, oldest first; on these lists, or on all. */
export async function waitingRequests(db: DbOrTx, listIds?: readonly number[]): Promise<Waiting[]> {
  const { rows } = await db.raw(
    `select id, list_id as "listId", held_at as "heldAt", announced_at is not null as announced,
            reminded_at is not null as reminded, passed_on_at is not null as "passedOn"
       from join_requests where done_at is null and decision is null and (?::bigint[] is null or list_id = any(?))
      order by held_at, id limit ?`,
    [listIds ?? null, listIds ?? null, MOST_WAITING] as never,
  )
  return rows
}

/** Notes that moderators were reminded of requests. */
export async function remindRequests(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx('join_requests')
    .whereIn('id', [...ids])
    .update({ reminded_at: tx.fn.now() })
}

/** Notes that others than its moderators are being written to; true for exactly one caller. */
export async function passOnRequest(tx: Tx, id: number): Promise<boolean> {
  const passed = await tx('join_requests')
    .where({ id })
    .whereNull('done_at')
    .whereNull('passed_on_at')
    .update({ passed_on_at: tx.fn.now(), announced_at: tx.fn.now() })
  return passed === 1
}
