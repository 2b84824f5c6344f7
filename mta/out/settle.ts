// Writing down what became of deliveries and notices: one statement a table for a whole group.
import type { Tx } from '#store/database.ts'
import { addJob } from '#store/jobs.ts'
import type { Refusals } from './recipients.ts'

/** One row's end of a try, ready to be written. */
export interface Settlement {
  readonly table: 'deliveries' | 'notices'
  readonly messageId: number // 0 for a notice
  readonly id: number
  readonly state: 'sent' | 'failed' | 'queued'
  readonly tried: 0 | 1
  readonly reply: string
  readonly delayMs: number // until next_try, when queued again
}

// The worker is compared through coalesce so that the planner can't start from the index on it, which it
// believes to hold one row and which holds all that is claimed.

/** Settles rows that this lease holds; those of people who left meanwhile are not queued again. */
export async function settle(tx: Tx, lease: string, group: readonly Settlement[]): Promise<void> {
  const deliveries = group
    .filter((one) => one.table === 'deliveries')
    .sort((a, b) => a.messageId - b.messageId || a.id - b.id)
  const notices = group.filter((one) => one.table === 'notices')
  if (deliveries.length > 0) {
    const stopped = `u.state = 'queued' and (d.next_try = 'infinity' or exists (
        select 1 from exclusions e where e.list_id = d.list_id and e.person_id = d.person_id))`
    await tx.raw(
      `update deliveries d
          set state = case when ${stopped} then 'cancelled' else u.state end,
              done_at = case when u.state <> 'queued' or ${stopped} then now() end,
              next_try = case u.state when 'queued' then now() + u.delay * interval '1 millisecond' else d.next_try end,
              worker = null, tries = d.tries + u.tried, reply = u.reply
         from unnest(?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[], ?::float8[])
              u (message_id, id, state, tried, reply, delay)
        where d.message_id = u.message_id and d.id = u.id and coalesce(d.worker, '') = ?`,
      [deliveries.map((one) => one.messageId), ...columns(deliveries), lease] as never,
    )
  }
  if (notices.length > 0) {
    await tx.raw(
      `update notices n
          set state = u.state, done_at = case when u.state <> 'queued' then now() end,
              next_try = case u.state when 'queued' then now() + u.delay * interval '1 millisecond' else n.next_try end,
              worker = null, tries = n.tries + u.tried, reply = u.reply
         from unnest(?::bigint[], ?::text[], ?::int[], ?::text[], ?::float8[]) u (id, state, tried, reply, delay)
        where n.id = u.id and coalesce(n.worker, '') = ?`,
      [...columns(notices), lease] as never,
    )
  }
  const refused = group.filter((one) => one.state === 'failed' && /^5\d\d/.test(one.reply))
  if (refused.length > 0) await addJob(tx, 'refusals', refusalsOf(refused))
}

/** What recipients' servers refused for good is also a bounce: who keeps count of those is told. */
function refusalsOf(refused: readonly Settlement[]): Refusals {
  return {
    deliveries: refused
      .filter((one) => one.table === 'deliveries')
      .map((one) => [one.messageId, one.id] as const),
    notices: refused.filter((one) => one.table === 'notices').map((one) => one.id),
  }
}

function columns(group: readonly Settlement[]): unknown[] {
  return [
    group.map((one) => one.id),
    group.map((one) => one.state),
    group.map((one) => one.tried),
    group.map((one) => one.reply),
    group.map((one) => one.delayMs),
  ]
}
