// « NOUVELLE ADRESSE jean@… », from the address that we know: the same path the other way. The new one is asked, and takes
// over what the old one received.
import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { mayBeLinked } from '../../addresses-of-people.ts'
import { mayAnswer } from '../../answered.ts'
import { languageOf, write } from '../../mails.ts'
import { personByAddress } from '../../people.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { answerFromPlatform } from '../platform-mail.ts'
import type { Asked } from '../table.ts'
import { addressIn, isOurs } from './link.ts'
import { makeAddressToken } from './tokens.ts'

/** A known address asks that its lists go to another. */
export async function moveBy(tx: Tx, site: Site, asked: Asked, to: string, rest: string): Promise<string> {
  const other = addressIn(rest)
  if (other === undefined || other === to || (await isOurs(site, other)))
    return await answerFromPlatform(tx, site, asked, { name: 'address-unclear', to })
  if (atLeast(asked.arrival.evidence.level, 'aligned')) return await askNew(tx, site, asked, to, other)
  const tokenId = await makeAddressToken(tx, to, { act: 'move-confirm', other })
  return await answerFromPlatform(tx, site, asked, {
    name: 'move-confirm',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { other },
  })
}

/** Asks the new address, once a day whoever asks; the old one is proved, and isn't told whether we know the new one. */
export async function askNew(tx: Tx, site: Site, asked: Asked, to: string, other: string): Promise<string> {
  const person = await personByAddress(tx, to)
  if (!person?.verified || !person.trusted)
    return await answerFromPlatform(tx, site, asked, { name: 'no-lists', to })
  const mayMove = (await mayBeLinked(tx, other, person.id)) !== 'somebody else’s'
  if (mayMove && (await mayAnswer(tx, other, 'move-new', 1)) === 'answer') {
    const { platform } = site
    const tokenId = await makeAddressToken(tx, other, { act: 'move-new', other: to })
    await write(tx, {
      name: 'move-new',
      language: await languageOf(tx, to, platform.language),
      to: other,
      from: { name: platform.name, address: answerAddress(site, tokenId) },
      once: `token:${tokenId}`,
      sentences: { address: other, other: to },
    })
  }
  return await answerFromPlatform(tx, site, asked, { name: 'move-asked', to, sentences: { other } })
}
