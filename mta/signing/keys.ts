// The keys of our domains, their private halves under the master key. Owner of the table signing_keys.
import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Db, DbOrTx } from '#store/database.ts'
import type { Secrets } from '#store/secrets.ts'

/** What may be known of a key. It signs from the moment its record was seen until a newer one does. */
export interface DomainKey {
  readonly id: number
  readonly domain: string
  readonly selector: string
  readonly publicKey: Buffer // SubjectPublicKeyInfo, DER
  readonly state: 'waiting' | 'signing' | 'retired'
  readonly createdAt: Date
}

/** A key that signs, its private half sealed. */
export interface SealedKey {
  readonly id: number
  readonly domain: string
  readonly selector: string
  readonly sealed: Buffer
}

const MODULUS_BITS = 2048 // RFC 8301 §3.2: at least 1024; longer ones don't fit every DNS panel
const purpose = (domain: string) => `dkim ${domain}`
const COLUMNS = `id, domain, selector, public_key as "publicKey", created_at as "createdAt",
  case when signs_since is null then 'waiting' when retired_at is null then 'signing' else 'retired' end as state`

/** The keys of a domain, or of all, retired ones apart: the one that signs before the one that waits. */
export async function keysInUse(db: DbOrTx, domain?: string): Promise<DomainKey[]> {
  const { rows } = await db.raw<{ rows: DomainKey[] }>(
    `select ${COLUMNS} from signing_keys where retired_at is null and (?::text is null or domain = ?)
      order by domain, signs_since nulls last`,
    [domain ?? null, domain ?? null] as never,
  )
  return rows
}

/** The key of this domain that waits for its record; made when there is none. */
export async function waitingKey(db: Db, secrets: Secrets, domain: string, today: Date): Promise<DomainKey> {
  const waiting = async () => (await keysInUse(db, domain)).find((key) => key.state === 'waiting')
  const known = await waiting()
  if (known) return known
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS })
  await db.transaction(async (tx) => {
    await tx.raw('select pg_advisory_xact_lock(hashtext(?))', [`signing key of ${domain}`])
    const taken = await tx('signing_keys').where({ domain }).pluck('selector')
    await tx.raw(
      `insert into signing_keys (domain, selector, sealed, public_key) values (?, ?, ?, ?) on conflict do nothing`,
      [
        domain,
        freeSelector(today, taken),
        secrets.encrypt(purpose(domain), privateKey.export({ type: 'pkcs8', format: 'der' })),
        publicKey.export({ type: 'spki', format: 'der' }),
      ] as never,
    )
  })
  return (await waiting())!
}

/** A name with its date, so that the records of two keys stand side by side: relais20261122, then relais20261122-2. */
function freeSelector(today: Date, taken: readonly string[]): string {
  const name = `relais${today.toISOString().slice(0, 10).replaceAll('-', '')}`
  let selector = name
  for (let n = 2; taken.includes(selector); n++) selector = `${name}-${n}`
  return selector
}

/** This key signs from now on; the one before it no longer does. */
export async function startSigning(db: Db, { id, domain }: Pick<DomainKey, 'id' | 'domain'>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.raw(
      `update signing_keys set retired_at = now()
        where domain = ? and id <> ? and signs_since is not null and retired_at is null`,
      [domain, id],
    )
    await tx.raw('update signing_keys set signs_since = now() where id = ? and signs_since is null', [id])
  })
}

/** All keys that sign. */
export async function sealedKeys(db: DbOrTx): Promise<SealedKey[]> {
  const { rows } = await db.raw<{ rows: SealedKey[] }>(
    'select id, domain, selector, sealed from signing_keys where signs_since is not null and retired_at is null',
  )
  return rows
}

/** The private half, PKCS #8, DER. Throws when the master key is no longer the one it was sealed under. */
export function unsealed(secrets: Secrets, key: Pick<SealedKey, 'domain' | 'sealed'>): Buffer {
  return secrets.decrypt(purpose(key.domain), key.sealed)
}
