// Owner of the table instance: what holds for the whole platform.
import type { Db, Tx } from '#store/database.ts'
import type { ListSettings } from './list-settings.ts'
import { ensurePerson, type Person } from './people.ts'
import { grantRole, hasAdministrator } from './roles.ts'

/** Notes the settings that lists inherit from the platform's configuration. */
export async function inheritSettings(db: Db, settings: Partial<ListSettings>): Promise<void> {
  await db('instance')
    .where({ id: 1 })
    .update({ settings: JSON.stringify(settings) })
}

/** The first administrator, made when there is none; undefined when there is one already. */
export async function ensureAdministrator(
  db: Db,
  first: { readonly address: string; readonly name: string },
): Promise<Person | undefined> {
  return await db.transaction(async (tx: Tx) => {
    await tx.raw(`select pg_advisory_xact_lock(hashtext('first administrator'))`)
    if (await hasAdministrator(tx)) return undefined
    const person = await ensurePerson(tx, { ...first, verified: 'verified' })
    await grantRole(tx, { personId: person.id, role: 'administrator' })
    return person
  })
}
