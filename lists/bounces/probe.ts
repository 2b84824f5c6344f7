// Asking an address whether our mail arrives: one mail, to be answered, with a return path and a token of its own.
import type { BounceClass } from '#mta/message/bounce-class.ts'
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { write } from '../mails.ts'
import { type AddressHealth, setHealth } from '../people.ts'
import { probeReturnPath } from '../personal.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { makeToken } from '../tokens.ts'
import { aboutAddress } from './words.ts'

/** How long an answer to such a mail is understood. */
export const ANSWER_MINUTES = 180 * 24 * 60

/** Sends the question, once: the address is marked as asked. */
export async function sendProbe(
  tx: Tx,
  site: Site,
  { addressId, personId, address }: AddressHealth,
  reason: BounceClass,
): Promise<void> {
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address,
    personId,
    detail: { act: 'receive-again', addressId },
    lifeMinutes: ANSWER_MINUTES,
  })
  const { language, sentences } = await aboutAddress(tx, site, { to: address, address, personId, reason })
  await write(tx, {
    name: 'bounce-probe',
    language,
    to: address,
    from: { name: site.platform.name, address: answerAddress(site, tokenId) },
    returnPath: probeReturnPath({ secrets: site.secrets, domain: site.platform.domain }, tokenId),
    once: `bounce-probe:${tokenId}`,
    sentences,
  })
  await setHealth(tx, addressId, { probed: 'now' })
  await note(tx, { act: 'probe', via: 'mail', subjectPerson: personId, detail: { addressId, reason } })
}
