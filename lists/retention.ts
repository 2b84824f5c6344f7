// What lists/ forgets, and when.
import type { Db } from '#store/database.ts'
import { forgetBounces } from './bounces/bounces.ts'
import { forgetPauses } from './bounces/pauses.ts'
import { forgetBulkActs } from './bulk-acts.ts'

/** Deletes what is past its time: bytes of refused mail, authentication detail, spent tokens, the audit log. */
export async function forgetOld(
  db: Db,
  retention: {
    readonly refusedDays: number
    readonly authenticationMonths: number
    readonly auditYears: number
    readonly deliveryDays: number
  },
): Promise<void> {
  await db.raw(`delete from tokens where expires_at < now() - make_interval(days => ?)`, [
    retention.refusedDays,
  ])
  for (const [table, ended] of [
    ['join_requests', 'done_at'],
    ['standing_verdicts', 'revoked_at'],
  ] as const)
    await db.raw(`delete from ${table} where ${ended} < now() - make_interval(days => ?)`, [
      retention.refusedDays,
    ])
  await forgetBulkActs(db)
  await db.raw(`delete from answered where day < current_date - 1`)
  await forgetBounces(db, retention.deliveryDays)
  await forgetPauses(db, retention.deliveryDays)
  await db.raw(`delete from identities where expires_at < now() - interval '1 year'`)
  await db.raw(`delete from audit where at < now() - make_interval(years => ?)`, [retention.auditYears])
  await db.raw(
    `update arrivals set evidence = evidence - 'detail', client = '{}'
      where received_at < now() - make_interval(months => ?) and client <> '{}'`,
    [retention.authenticationMonths],
  )
  // An arrival goes once every post of it was refused or discarded; what is archived has its own bytes.
  const gone = `select a.id from arrivals a
    where a.done_at is not null and a.received_at < now() - make_interval(days => ${Number(retention.refusedDays)})
      and not exists (select 1 from posts p where p.arrival_id = a.id and p.state not in ('refused', 'discarded'))
      and not exists (select 1 from messages m where m.arrival_id = a.id)
      and not exists (select 1 from notices n where n.blob = a.blob and n.state in ('queued', 'sending'))
      and not exists (select 1 from tokens t join posts p on p.id = t.post_id where p.arrival_id = a.id)`
  await db.transaction(async (tx) => {
    await tx.raw(`delete from errands where arrival_id in (${gone})`)
    await tx.raw(`delete from posts where arrival_id in (${gone})`)
    await tx.raw(
      `delete from arrivals a where a.done_at is not null
        and a.received_at < now() - make_interval(days => ?)
        and not exists (select 1 from posts p where p.arrival_id = a.id)
        and not exists (select 1 from errands e where e.arrival_id = a.id)
        and not exists (select 1 from messages m where m.arrival_id = a.id)`,
      [retention.refusedDays],
    )
  })
}
