// When a list's digests are made: once a day, at an hour of its own.
import type { Db } from '#store/database.ts'
import type { ListSettings } from '../list-settings.ts'

/** The last moment, up to `now`, at which it was the list's digest hour there: what waited before it is due. */
export async function lastDigestAt(
  db: Db,
  now: Date,
  { digestHour, timeZone }: Pick<ListSettings, 'digestHour' | 'timeZone'>,
): Promise<Date> {
  const { rows } = await db.raw<{ rows: { at: Date }[] }>(
    `select max(t) as at
       from (select ((?::timestamptz at time zone ?)::date - n + make_time(?, 0, 0)) at time zone ? as t
               from generate_series(0, 2) n) hours
      where t <= ?::timestamptz`,
    [now, timeZone, digestHour, timeZone, now] as never,
  )
  return rows[0]!.at
}
