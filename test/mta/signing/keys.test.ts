import { createPrivateKey, createPublicKey } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { startPublished } from '#mta/records/publication.ts'
import { keyName, keyRecord } from '#mta/records/signing-keys.ts'
import { keysInUse, sealedKeys, startSigning, unsealed, waitingKey } from '#mta/signing/keys.ts'
import { openSigner } from '#mta/signing/signer.ts'
import { openLog } from '#store/log.ts'
import { openSecrets, type Secrets } from '#store/secrets.ts'
import { type TestDatabase, testDatabase } from '../../support/database.ts'
import { fakeResolver } from '../../support/dns.ts'
import { temporaryFolder } from '../../support/folder.ts'

let database: TestDatabase
let folder: string
let secrets: Secrets
const today = new Date('2026-11-22T10:00:00Z')
const domain = 'velo15.example'

beforeEach(async () => {
  database = await testDatabase()
  folder = await temporaryFolder()
  secrets = await secretsOf('un secret de seize lettres')
})
afterEach(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

const secretsOf = (secret: string) =>
  openSecrets(loadSettings({ env: { RELAIS_DATA: folder, RELAIS_SECRET: secret }, file: '/dev/null' }))
const make = (one = domain, at = today) => waitingKey(database.db, secrets, one, at)
const signer = (with_ = secrets) =>
  openSigner({ db: database.db, secrets: with_, platform: 'relais.example', log: openLog('silent') })
const letter = async () => ({
  header: Buffer.from('From: a@velo15.example\r\n\r\n'),
  personal: Buffer.alloc(0),
  bodyHash: Buffer.alloc(32),
})
const signedAs = async (domains: string[], by = signer()) =>
  /d=([^;]+)/.exec(String((await by.signature(domains, letter)) ?? ''))?.[1]

test('a key is made once, however many ask at once', async () => {
  const made = await Promise.all([make(), make(), make()])
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect(await keysInUse(database.db, domain)).toEqual([
    expect.objectContaining({ selector: 'relais20261122', state: 'waiting' }),
  ])
})

test('the private half is stored sealed, and is that of the public one', async () => {
  const key = await make()
  await startSigning(database.db, key)
  const [sealed] = await sealedKeys(database.db)
  const der = unsealed(secrets, sealed!)
  expect(sealed!.sealed.includes(der.subarray(30, 60))).toBe(false)
  const publicKey = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }))
  expect(publicKey.export({ type: 'spki', format: 'der' })).toEqual(key.publicKey)
  expect(publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
  expect(() => unsealed(secrets, { ...sealed!, domain: 'autre.example' })).toThrow()
})

test('a key signs once its record is seen, not before', async () => {
  const key = await make()
  expect(await signedAs([domain])).toBeUndefined()
  expect(await startPublished(database.db, fakeResolver({}))).toEqual([])
  expect(await signedAs([domain])).toBeUndefined()
  const zone = { [keyName(key)]: { TXT: [keyRecord(key)] } }
  expect(await startPublished(database.db, fakeResolver(zone))).toHaveLength(1)
  expect(await signedAs([domain])).toBe(domain)
})

test('two keys of one day have two names; the new one ends the old', async () => {
  await startSigning(database.db, await make())
  const next = await make()
  expect(next.selector).toBe('relais20261122-2')
  await startSigning(database.db, next)
  expect((await keysInUse(database.db, domain)).map(({ selector }) => selector)).toEqual(['relais20261122-2'])
})

test('a domain without a key is signed by one above it, else by the next that is allowed, else by nobody', async () => {
  await startSigning(database.db, await make('relais.example'))
  expect(await signedAs(['velo15.relais.example'])).toBe('relais.example')
  expect(await signedAs([domain, 'relais.example'])).toBe('relais.example')
  expect(await signedAs([domain])).toBeUndefined()
})

test('with another master key nothing is signed, and nothing fails', async () => {
  await startSigning(database.db, await make())
  const other = await secretsOf('un autre secret de lettres')
  expect(await signedAs([domain], signer(other))).toBeUndefined()
})
