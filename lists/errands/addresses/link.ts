// « MON AUTRE ADRESSE jean@ancienne… »: somebody known writes from an address that we don't know. The new one is proved
// first, by its mail or by an answer; then the known one is asked. Who asks isn't told whether we know the other.
import { atLeast } from '#mta/in/evidence.ts'
import { parseAddress } from '#mta/message/address.ts'
import type { Tx } from '#store/database.ts'
import { mayBeLinked } from '../../addresses-of-people.ts'
import { mayAnswer } from '../../answered.ts'
import { languageOf, write } from '../../mails.ts'
import { personByAddress } from '../../people.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { answerFromPlatform } from '../platform-mail.ts'
import type { Asked } from '../table.ts'
import { makeAddressToken } from './tokens.ts'

/** What stands after the words; the last word is the address. */
export function addressIn(rest: string): string | undefined {
  const last = rest.trim().split(/\s+/).at(-1) ?? ''
  return parseAddress(last.replace(/^<|[>.!,]+$/g, ''))?.text
}

/** A new address asks to be known as another's. */
export async function linkBy(tx: Tx, site: Site, asked: Asked, to: string, rest: string): Promise<string> {
  const known = addressIn(rest)
  if (known === undefined || known === to || (await isOurs(site, known)))
    return await answerFromPlatform(tx, site, asked, { name: 'address-unclear', to })
  if (atLeast(asked.arrival.evidence.level, 'aligned')) return await askKnown(tx, site, asked, to, known)
  const tokenId = await makeAddressToken(tx, to, { act: 'link-own', other: known })
  return await answerFromPlatform(tx, site, asked, {
    name: 'link-own',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { other: known },
  })
}

/** Asks the known address, once a day whoever asks; the new one is proved. */
export async function askKnown(tx: Tx, site: Site, asked: Asked, to: string, known: string): Promise<string> {
  const person = await personByAddress(tx, known)
  const standing = await mayBeLinked(tx, to, person?.id)
  if (standing === 'somebody else’s')
    return await answerFromPlatform(tx, site, asked, {
      name: 'link-impossible',
      to,
      sentences: { other: known },
    })
  // An address that was itself linked by mail vouches for no other.
  if (person?.verified && person.trusted && standing === 'free') await ask(tx, site, { to, known })
  return await answerFromPlatform(tx, site, asked, { name: 'link-asked', to, sentences: { other: known } })
}

async function ask(tx: Tx, site: Site, { to, known }: { readonly to: string; readonly known: string }) {
  if ((await mayAnswer(tx, known, 'link-ask', 1)) === 'silent') return
  const { platform } = site
  const tokenId = await makeAddressToken(tx, known, { act: 'link', other: to })
  await write(tx, {
    name: 'link-ask',
    language: await languageOf(tx, known, platform.language),
    to: known,
    from: { name: platform.name, address: answerAddress(site, tokenId) },
    once: `token:${tokenId}`,
    sentences: { address: known, other: to, platform: platform.name },
  })
}

/** Lists and robots have no other address. */
export async function isOurs(site: Site, address: string): Promise<boolean> {
  const parsed = parseAddress(address)
  return (
    parsed === undefined ||
    (await site.directory.lookUp([parsed])).size > 0 ||
    (parsed.domain === site.platform.domain &&
      /^(?:relais|sympa|(?:confirm|bounces)\+.*)$/.test(parsed.local))
  )
}
