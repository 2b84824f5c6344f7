// Answers to questions about somebody's addresses. No list is needed for them.
import { cancelDeliveries } from '#mta/out/queue.ts'
import type { Tx } from '#store/database.ts'
import {
  addressesOf,
  linkAddress,
  mayBeLinked,
  moveMemberships,
  unlinkAddress,
} from '../../addresses-of-people.ts'
import { note } from '../../audit.ts'
import { plain } from '../../commands/plain.ts'
import { saysNo, saysYes } from '../../commands/yes-no.ts'
import { languageOf, write } from '../../mails.ts'
import { type Person, personByAddress } from '../../people.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { moveDelivery } from '../../subscription-states.ts'
import { spend, type Token } from '../../tokens.ts'
import { answerFromPlatform } from '../platform-mail.ts'
import type { Asked } from '../table.ts'
import { askKnown } from './link.ts'
import { askNew } from './move.ts'
import { addressDetail, makeAddressToken } from './tokens.ts'

/** A token about addresses, answered from the address that was asked. */
export async function answeredAboutAddress(
  tx: Tx,
  site: Site,
  asked: Asked,
  token: Token,
  words: string,
): Promise<string> {
  const { act, other, before } = addressDetail(token)
  if (token.state === 'used') return 'used already'
  if (token.state === 'expired') return await tooLate(tx, site, asked, token, words)
  if (act === 'unlink') return await notMe(tx, site, token, words, { other, before })
  if (saysNo(words)) return (await spend(tx, token.id)) ? 'declined' : 'used already'
  if (!saysYes(words) || !(await spend(tx, token.id))) return 'not a yes'
  const to = token.address
  switch (act) {
    case 'link-own':
      return await askKnown(tx, site, asked, to, other)
    case 'move-confirm':
      return await askNew(tx, site, asked, to, other)
    case 'link':
      return await join(tx, site, asked, { known: to, added: other, what: 'linked' })
    case 'move-new':
      return await join(tx, site, asked, { known: other, added: to, what: 'moved' })
  }
}

/** Nothing is changed any more by this answer, and who gave it is told how to go on. */
async function tooLate(tx: Tx, site: Site, asked: Asked, token: Token, words: string): Promise<string> {
  const { act, other } = addressDetail(token)
  const isContent = act === 'unlink' ? isThanks(words) : saysNo(words)
  return isContent
    ? 'nothing is wanted'
    : await answerFromPlatform(tx, site, asked, {
        name: 'address-answer-late',
        to: token.address,
        sentences: { other },
      })
}

/** Both have agreed. */
async function join(
  tx: Tx,
  site: Site,
  asked: Asked,
  {
    known,
    added,
    what,
  }: { readonly known: string; readonly added: string; readonly what: 'linked' | 'moved' },
): Promise<string> {
  const person = await personByAddress(tx, known)
  // Asked again: much may have happened in a fortnight.
  const standing = person?.trusted ? await mayBeLinked(tx, added, person.id) : 'somebody else’s'
  if (person === undefined || standing === 'somebody else’s')
    return await answerFromPlatform(tx, site, asked, {
      name: 'link-impossible',
      to: what === 'linked' ? known : added,
      sentences: { other: what === 'linked' ? added : known },
    })
  if (standing === 'free') await linkAddress(tx, person.id, added)
  if (what === 'moved') await useAddress(tx, person, added)
  await note(tx, { act: `address-${what}`, via: 'mail', personId: person.id, detail: { known, added } })
  await announce(tx, site, person, { known, added, what })
  return what
}

async function useAddress(tx: Tx, { id, addressId }: Person, address: string): Promise<void> {
  const to = (await addressesOf(tx, id)).find((one) => one.address === address)
  if (to === undefined) return
  await moveDelivery(tx, id, { from: addressId, to: to.id })
  await moveMemberships(tx, id, { from: addressId, to: to.id })
}

/** Tells all addresses of a person, each with a way to say « ce n’est pas moi ». */
async function announce(
  tx: Tx,
  { secrets, platform }: Site,
  person: Person,
  {
    known,
    added,
    what,
  }: { readonly known: string; readonly added: string; readonly what: 'linked' | 'moved' },
): Promise<void> {
  for (const { address, written } of await addressesOf(tx, person.id)) {
    const tokenId = await makeAddressToken(tx, address, { act: 'unlink', other: added, before: known })
    await write(tx, {
      name: what,
      language: await languageOf(tx, known, platform.language),
      to: written,
      from: { name: platform.name, address: answerAddress({ secrets, platform }, tokenId) },
      once: `token:${tokenId}`,
      sentences: {
        platform: platform.name,
        home: `${platform.webUrl}/`,
        other: added,
        old: known,
      },
    })
  }
}

const isThanks = (words: string): boolean =>
  saysYes(words) || /^(?:merci|thank|thanks|super|parfait|tres bien)\b/.test(plain(words))

/** « Ce n’est pas moi »: whatever is answered but thanks takes the address away again. */
async function notMe(
  tx: Tx,
  site: Site,
  token: Token,
  words: string,
  { other, before }: { readonly other: string; readonly before: string | undefined },
): Promise<string> {
  if (isThanks(words)) return 'thanks'
  if (!(await spend(tx, token.id))) return 'used already'
  const person = await personByAddress(tx, other)
  if (person === undefined) return 'no such address any more'
  const all = await addressesOf(tx, person.id)
  if (!all.some(({ address }) => address === token.address)) return 'not theirs any more'
  const back = all.find(({ address }) => address === before) ?? all.find(({ address }) => address !== other)
  if (back === undefined || back.address === other) return 'their only address'
  const { id: personId, addressId } = person
  await cancelDeliveries(tx, { personId, addressId }, 'the address was taken away from its person')
  await moveDelivery(tx, person.id, { from: person.addressId, to: back.id })
  await moveMemberships(tx, person.id, { from: person.addressId, to: back.id })
  if (!(await unlinkAddress(tx, person.id, other))) return 'not a linked address'
  await note(tx, { act: 'address-unlinked', via: 'mail', personId: person.id, detail: { other } })
  const { platform } = site
  for (const { address, written } of all)
    await write(tx, {
      name: 'unlinked',
      language: await languageOf(tx, back.address, platform.language),
      to: written,
      from: { name: platform.name, address: `relais@${platform.domain}` },
      once: `unlinked:${token.id}:${address}`,
      sentences: { platform: platform.name, domain: platform.domain, other },
    })
  return 'unlinked'
}
