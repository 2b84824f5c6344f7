// Ways of receiving a list, and what a change of way does to what waits. The table is subscriptions.ts's.
import { cancelDeliveries } from '#mta/out/queue.ts'
import { type DigestKind, moveToDigest } from '#mta/out/waiting.ts'
import type { DbOrTx, Tx } from '#store/database.ts'

/** Ways of receiving a list: each message at once (whole, without its files, or only that it is there), or once a day. */
export const modes = ['each', 'without-files', 'notices', 'digest', 'digest-plain', 'titles', 'none'] as const
export type Mode = (typeof modes)[number]

const isDigest = (mode: Mode): mode is DigestKind =>
  mode === 'digest' || mode === 'digest-plain' || mode === 'titles'

/**
 * What waits for somebody's digest goes where their new way of receiving says: into the next digest, of the new kind; the
 * next digest too, their last, where messages come one by one from now on; nowhere where none are wanted.
 */
export async function followMode(
  tx: Tx,
  who: { readonly personId: number; readonly listId: number },
  mode: Mode,
): Promise<void> {
  if (isDigest(mode)) await moveToDigest(tx, who, mode)
  if (mode === 'none') await cancelDeliveries(tx, who, 'wants no mail')
}

/** The ways of receiving, other than each message, that somebody may want on these lists, by list; at least those. */
export async function modesOf(db: DbOrTx, listIds: readonly number[]): Promise<Map<number, Set<Mode>>> {
  // From one way to the next in the index: how many people want each costs nothing.
  const { rows } = await db.raw<{ rows: { listId: number; mode: Mode }[] }>(
    `with recursive found (list_id, mode) as (
       select l.id, (select min(f.mode) from preferences f where f.list_id = l.id and f.mode <> 'each')
         from unnest(?::bigint[]) l (id)
       union all
       select x.list_id, (select min(f.mode) from preferences f
                           where f.list_id = x.list_id and f.mode <> 'each' and f.mode > x.mode)
         from found x where x.mode is not null)
     select list_id as "listId", mode from found where mode is not null
     union select l.id, p.mode from unnest(?::bigint[]) l (id), participations p
            where p.mode <> 'each' and p.ended_at is null`,
    [[...listIds], [...listIds]] as never,
  )
  const wanted = new Map<number, Set<Mode>>()
  for (const { listId, mode } of rows) wanted.set(listId, (wanted.get(listId) ?? new Set()).add(mode))
  return wanted
}
