// A key signs once its record was seen: signatures that nobody can check would only harm.
import type { Db } from '#store/database.ts'
import type { Resolver } from '../dns.ts'
import { type DomainKey, keysInUse, startSigning } from '../signing/keys.ts'
import { isPublished } from './signing-keys.ts'

/** Lets those keys sign that wait and whose record is there; which they are. */
export async function startPublished(db: Db, resolver: Resolver, domain?: string): Promise<DomainKey[]> {
  const started: DomainKey[] = []
  for (const key of await keysInUse(db, domain)) {
    if (key.state !== 'waiting' || !(await isPublished(key, resolver))) continue
    await startSigning(db, key)
    started.push(key)
  }
  return started
}
