// Details of deliveries are kept for a while, then only how many there were: by day, list and recipients' provider.
import type { Db } from '#store/database.ts'

const ROWS_AT_ONCE = 20_000

/** Folds deliveries that ended before a moment into daily totals (days of UTC); how many. Safe to interrupt. */
export async function rollTotals(db: Db, olderThan: Date): Promise<number> {
  let folded = 0
  for (;;) {
    const { rows } = await db.raw<{ rows: { folded: number }[] }>(
      `with old as (
         select message_id, id from deliveries
          where state in ('sent', 'gathered', 'failed', 'cancelled') and done_at < ? limit ?),
       gone as (
         delete from deliveries d using old where d.message_id = old.message_id and d.id = old.id
         returning (d.done_at at time zone 'UTC')::date as day, d.list_id, d.domain, d.state),
       counted as (
         insert into delivery_totals as t (day, list_id, provider, sent, failed, cancelled)
         select day, list_id, domain, count(*) filter (where state = 'sent'),
                count(*) filter (where state = 'failed'), count(*) filter (where state = 'cancelled')
           from gone group by day, list_id, domain
         on conflict (day, list_id, provider) do update
            set sent = t.sent + excluded.sent, failed = t.failed + excluded.failed,
                cancelled = t.cancelled + excluded.cancelled)
       select count(*) as folded from gone`,
      [olderThan, ROWS_AT_ONCE],
    )
    const count = rows[0]?.folded ?? 0
    folded += count
    if (count < ROWS_AT_ONCE) return folded
  }
}
