// Somebody answers from an address, or writes from it and is proved: whatever came back before, it works.
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { languageOf, write } from '../mails.ts'
import { type AddressHealth, holdAddress, holdAiling, setHealth } from '../people.ts'
import type { Site } from '../site.ts'

/** A proved mail came from this address (compared form): it is well again. Says whether there was anything to mend. */
export async function signOfLife(tx: Tx, site: Site, address: string): Promise<'well' | 'well again'> {
  const ailing = await holdAiling(tx, address)
  if (!ailing) return 'well'
  await mend(tx, site, ailing, ailing.address)
  return 'well again'
}

/** Somebody answered at `to`, which may be another of their addresses, that this address works. */
export async function receiveAgain(tx: Tx, site: Site, addressId: number, to: string): Promise<void> {
  const held = await holdAddress(tx, addressId)
  if (held) await mend(tx, site, held, to)
}

async function mend(tx: Tx, site: Site, health: AddressHealth, to: string): Promise<void> {
  const { addressId, personId, address, receives, probedAt } = health
  await setHealth(tx, addressId, { score: 0, receives: true, probed: 'answered' })
  if (receives && probedAt === null) return
  const { platform } = site
  if (!receives) await note(tx, { act: 'resume', via: 'mail', personId, detail: { addressId } })
  await write(tx, {
    name: 'bounce-mended',
    language: await languageOf(tx, to, platform.language),
    to,
    from: { name: platform.name, address: `relais@${platform.domain}` },
    once: `bounce-mended:${addressId}:${health.now.toISOString()}`,
    sentences: { address, platform: platform.name, home: `${platform.webUrl}/` },
  })
}
