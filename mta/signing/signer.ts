// Signs what leaves, with the keys of our domains as they are at that moment.
import { createPrivateKey } from 'node:crypto'
import type { Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import type { Secrets } from '#store/secrets.ts'
import { type SealedKey, sealedKeys, unsealed } from './keys.ts'
import { dkimSignature, type MailToSign, type SigningKey } from './signature.ts'

/** Makes the DKIM-Signature of a mail in the name of our domains. */
export interface Signer {
  /** The platform's own domain. */
  readonly platform: string
  /**
   * The field that goes in front of all others, by the key of the first of these domains that has one; undefined, and
   * the mail not asked for, where none has.
   */
  signature(domains: readonly string[], mail: () => Promise<MailToSign>): Promise<Buffer | undefined>
}

/** So soon after a key was made elsewhere it signs here. */
const KEPT_MS = 5_000

/** A signer that knows the keys of the database. */
export function openSigner(options: {
  readonly db: Db
  readonly secrets: Secrets
  readonly platform: string
  readonly log: Log
}): Signer {
  const { db, secrets, log } = options
  const opened = new Map<number, SigningKey | undefined>()
  let known: ReadonlyMap<string, SealedKey> | undefined
  let readAtMs = 0
  let reading: Promise<ReadonlyMap<string, SealedKey>> | undefined

  async function read(): Promise<ReadonlyMap<string, SealedKey>> {
    try {
      const keys = new Map((await sealedKeys(db)).map((key) => [key.domain, key]))
      const ids = new Set([...keys.values()].map(({ id }) => id))
      for (const id of opened.keys()) if (!ids.has(id)) opened.delete(id)
      known = keys
    } catch (error) {
      if (!known) throw error
      log.warn({ err: error }, 'signing keys cannot be read again: those known go on signing')
    } finally {
      reading = undefined
    }
    readAtMs = Date.now()
    return known
  }

  async function keys(): Promise<ReadonlyMap<string, SealedKey>> {
    if (known && Date.now() - readAtMs < KEPT_MS) return known
    reading ??= read()
    return await reading
  }

  function open(key: SealedKey): SigningKey | undefined {
    if (!opened.has(key.id)) opened.set(key.id, privateKeyOf(key))
    return opened.get(key.id)
  }

  function privateKeyOf({ id, domain, selector, sealed }: SealedKey): SigningKey | undefined {
    try {
      const der = unsealed(secrets, { domain, sealed })
      return { domain, selector, privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }) }
    } catch {
      // Not the error itself: nothing of a key belongs into a log.
      log.error({ domain, selector, key: id }, 'a signing key cannot be opened: its mail leaves unsigned')
      return undefined
    }
  }

  async function keyFor(domains: readonly string[]): Promise<SigningKey | undefined> {
    const all = await keys()
    if (all.size === 0) return undefined
    for (const one of domains) {
      const key = above(one).find((name) => all.has(name))
      const found = key === undefined ? undefined : open(all.get(key)!)
      if (found) return found
    }
    return undefined
  }

  return {
    platform: options.platform,
    signature: async (domains, mail) => {
      const key = await keyFor(domains)
      return key && (await dkimSignature(await mail(), key, new Date()))
    },
  }
}

/** The name and those above it: a key of the platform's domain signs for velo15.DOMAIN too (RFC 9989 §3.2.10.1). */
function above(domain: string): string[] {
  const labels = domain.toLowerCase().split('.')
  return labels.map((_, at) => labels.slice(at).join('.'))
}
