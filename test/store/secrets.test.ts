import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { openSecrets, type Secrets } from '#store/secrets.ts'
import { temporaryFolder } from '#test/support/folder.ts'

let data: string
beforeEach(async () => {
  data = await temporaryFolder()
})
afterEach(() => rm(data, { recursive: true }))

async function secrets(secret = ''): Promise<Secrets> {
  return openSecrets(loadSettings({ env: { RELAIS_DATA: data, RELAIS_SECRET: secret } }))
}

const OLD = '0:an old secret of some length'
const NEW = '1:a new secret of some length'

test('the first start makes a key that only its owner may read; the next start finds it', async () => {
  const first = await secrets()
  const mac = first.mac('token', 'data', 16)
  expect((await stat(join(data, 'secret.key'))).mode & 0o777).toBe(0o600)
  expect(await readdir(data)).toEqual(['secret.key'])
  expect((await secrets()).verify('token', 'data', mac, first.keyId)).toBe(true)
})

test('processes that start at once end up with the same key', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => secrets()))
  const macs = all.map((one) => one.mac('token', 'data', 16).toString('hex'))
  expect(new Set(macs).size).toBe(1)
})

test('an empty key file is refused rather than replaced', async () => {
  await writeFile(join(data, 'secret.key'), '')
  await expect(secrets()).rejects.toThrow(/secret\.key is empty: restore it from a backup/)
  expect(await readFile(join(data, 'secret.key'), 'utf8')).toBe('')
})

test('with RELAIS_SECRET no file is made', async () => {
  await secrets('a secret of some length')
  expect(await readdir(data)).toEqual([])
})

test('a MAC proves its own data, purpose and key only', async () => {
  const { mac, verify, keyId } = await secrets('a secret of some length')
  const made = mac('unsubscribe', 'odile', 10)
  expect(made).toHaveLength(10)
  expect(verify('unsubscribe', 'odile', made, keyId)).toBe(true)
  expect(verify('unsubscribe', 'odette', made, keyId)).toBe(false)
  expect(verify('login', 'odile', made, keyId)).toBe(false)
  expect(verify('unsubscribe', 'odile', made, 5)).toBe(false)
  expect((await secrets('another secret of some length')).verify('unsubscribe', 'odile', made, keyId)).toBe(
    false,
  )
})

test('a MAC too short to be safe is never taken, whatever it holds', async () => {
  const { mac, verify, keyId } = await secrets('a secret of some length')
  expect(verify('login', 'odile', mac('login', 'odile', 8), keyId)).toBe(true)
  expect(verify('login', 'odile', mac('login', 'odile', 8).subarray(0, 7), keyId)).toBe(false)
  expect(verify('login', 'odile', Buffer.alloc(0), keyId)).toBe(false)
  expect(verify('login', 'odile', Buffer.alloc(33), keyId)).toBe(false)
  expect(() => mac('login', 'odile', 7)).toThrow(RangeError)
})

test('after a change of key the new one signs and what the old one made is still recognised', async () => {
  const before = await secrets(OLD)
  const after = await secrets(`${OLD},${NEW}`)
  expect(after.keyId).toBe(1)
  const old = before.mac('unsubscribe', 'odile', 16)
  expect(after.verify('unsubscribe', 'odile', old, 0)).toBe(true)
  expect(after.mac('unsubscribe', 'odile', 16)).not.toEqual(old)
  expect(after.decrypt('relay', before.encrypt('relay', Buffer.from('mot de passe'))).toString()).toBe(
    'mot de passe',
  )
  expect((await secrets(NEW)).verify('unsubscribe', 'odile', old, 0)).toBe(false)
})

test('what is sealed opens whole, or not at all', async () => {
  const { encrypt, decrypt } = await secrets(OLD)
  const sealed = encrypt('relay', Buffer.from('mot de passe'))
  expect(sealed.includes('mot de passe')).toBe(false)
  expect(encrypt('relay', Buffer.from('mot de passe'))).not.toEqual(sealed)
  expect(decrypt('relay', sealed).toString()).toBe('mot de passe')
  expect(decrypt('relay', encrypt('relay', Buffer.alloc(0)))).toHaveLength(0)
  expect(() => decrypt('imap', sealed)).toThrow()
  expect(() => decrypt('relay', sealed.subarray(0, -1))).toThrow()
  expect(() => decrypt('relay', Buffer.alloc(0))).toThrow('a key that is not known')
  const changed = Buffer.from(sealed)
  changed[15] = (changed[15] ?? 0) ^ 1
  expect(() => decrypt('relay', changed)).toThrow()
  const elsewhere = await secrets(NEW)
  expect(() => elsewhere.decrypt('relay', sealed)).toThrow('a key that is not known')
})
