// An address that nothing arrives at: nothing is sent to it any more, for any list, until somebody there answers.
import type { BounceClass } from '#mta/message/bounce-class.ts'
import { cancelDeliveries } from '#mta/out/queue.ts'
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { write } from '../mails.ts'
import { type AddressHealth, otherAddresses, setHealth } from '../people.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { makeToken } from '../tokens.ts'
import { notePause } from './pauses.ts'
import { ANSWER_MINUTES } from './probe.ts'
import { aboutAddress } from './words.ts'

/** Pauses an address everywhere, cancels what waits for it, and tells them, at another address where they have one. */
export async function pauseEverywhere(
  tx: Tx,
  site: Site,
  { addressId, personId, address }: AddressHealth,
  reason: BounceClass,
): Promise<void> {
  await setHealth(tx, addressId, { receives: false })
  await cancelDeliveries(tx, { personId, addressId }, 'the address no longer receives')
  await notePause(tx, { addressId, cause: 'bounces' })
  await note(tx, { act: 'pause', via: 'mail', subjectPerson: personId, detail: { addressId, reason } })
  // Mail comes back from the address itself, but it may be read there again one day.
  const [to = address] = await otherAddresses(tx, personId, addressId)
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    personId,
    detail: { act: 'receive-again', addressId },
    lifeMinutes: ANSWER_MINUTES,
  })
  const { language, sentences } = await aboutAddress(tx, site, { to, address, personId, reason })
  await write(tx, {
    name: 'bounce-paused',
    language,
    to,
    from: { name: site.platform.name, address: answerAddress(site, tokenId) },
    once: `bounce-paused:${tokenId}`,
    sentences,
  })
}
