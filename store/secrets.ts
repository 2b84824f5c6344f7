// One master key, from which everything secret is derived by purpose (HKDF-SHA256, RFC 5869): what is made for one
// purpose proves nothing for another. Keys are numbered: the newest signs, older ones are still recognised.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import type { Settings } from '#config/settings.ts'
import { ensureSecretFile } from './secret-file.ts'

/** What proves that something came from this instance, and what hides what it stores. */
export interface Secrets {
  /** HMAC-SHA256 with the newest key, cut to so many bytes. */
  mac(purpose: string, data: Buffer | string, bytes: number): Buffer
  /** Was it made, for this purpose, with the key of that number? Takes the same time whatever differs. */
  verify(purpose: string, data: Buffer | string, mac: Buffer, keyId: number): boolean
  /** The number of the newest key, 0 to 31. */
  readonly keyId: number
  /** AES-256-GCM with the newest key; the purpose is authenticated too. */
  encrypt(purpose: string, plain: Buffer): Buffer
  /** Throws when it was changed, made for another purpose or with a key that is not known. */
  decrypt(purpose: string, sealed: Buffer): Buffer
}

/** Shorter than this a MAC could be guessed: it is never taken. */
const MIN_MAC_BYTES = 8
const MAX_MAC_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16

/** The secrets of RELAIS_SECRET, or of DATA/secret.key, made at the first start. */
export async function openSecrets(settings: Settings): Promise<Secrets> {
  const keys = readKeys(settings.secret ?? (await ensureSecretFile(settings.data)))
  const keyId = Math.max(...keys.keys())
  const derived = new Map<string, Buffer>()
  const derive = (use: 'mac' | 'seal', purpose: string, id: number): Buffer | undefined => {
    const master = keys.get(id)
    if (!master) return undefined
    const info = `relais ${use} ${id} ${purpose}`
    const key = derived.get(info) ?? Buffer.from(hkdfSync('sha256', master, '', info, 32))
    derived.set(info, key)
    return key
  }
  const newest = (use: 'mac' | 'seal', purpose: string) => derive(use, purpose, keyId) ?? Buffer.alloc(0)
  return {
    keyId,
    mac: (purpose, data, bytes) => {
      if (bytes < MIN_MAC_BYTES || bytes > MAX_MAC_BYTES) throw new RangeError(`A MAC of ${bytes} bytes`)
      return hmac(newest('mac', purpose), data).subarray(0, bytes)
    },
    verify: (purpose, data, mac, id) => {
      const key = derive('mac', purpose, id)
      if (!key || mac.length < MIN_MAC_BYTES || mac.length > MAX_MAC_BYTES) return false
      return timingSafeEqual(hmac(key, data).subarray(0, mac.length), mac)
    },
    encrypt: (purpose, plain) => {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', newest('seal', purpose), iv).setAAD(Buffer.from(purpose))
      return Buffer.concat([Buffer.of(keyId), iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    decrypt: (purpose, sealed) => {
      const key = derive('seal', purpose, sealed[0] ?? -1)
      if (!key || sealed.length < 1 + IV_BYTES + TAG_BYTES)
        throw new Error('Sealed with a key that is not known')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(sealed.subarray(-TAG_BYTES))
      return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES, -TAG_BYTES)), decipher.final()])
    },
  }
}

/** `secret`, which is number 0, or `1:new,0:old`. */
function readKeys(written: string): Map<number, Buffer> {
  const parts = written.split(',').map((part) => /^\s*(?:(\d{1,2}):)?(.+?)\s*$/s.exec(part))
  return new Map(parts.map((part) => [Number(part?.[1] ?? 0), Buffer.from(part?.[2] ?? '')]))
}

function hmac(key: Buffer, data: Buffer | string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}
