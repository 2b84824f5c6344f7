import type { Tx } from '#store/database.ts'
import { lastBulkAct } from '../../bulk-acts.ts'
import type { List } from '../../lists.ts'
import { personByAddress } from '../../people.ts'
import type { Site } from '../../site.ts'
import type { Asked } from '../table.ts'
import { bulkBy } from './bulk.ts'

/** ANNULER to -request@: asks about the last act on many of who asks; undefined when there is none. */
export async function undoLastBulkAct(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
): Promise<string | undefined> {
  const person = await personByAddress(tx, to)
  const act = person?.trusted ? await lastBulkAct(tx, list.id, person.id) : undefined
  return act && (await bulkBy(tx, site, asked, list, { to, wanted: { kind: 'undo', bulkId: act.id } }))
}
