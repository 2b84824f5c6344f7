// Where more proof is needed, one question is mailed; its answer carries on with what was asked.
import type { Tx } from '#store/database.ts'
import { wordsFor } from '../../lookup-words.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { makeToken } from '../../tokens.ts'
import { type Asking, languageFor, reply } from '../reply.ts'
import type { Asked } from '../table.ts'

/** Keeps a command for when who asked has answered: anything but no, or a yes where something would change. */
export async function askFirst(
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to, command, needs }: Asking & { readonly needs?: 'yes' },
): Promise<string> {
  const { verb, rest } = command
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    ...(list && { listId: list.id }),
    detail: {
      act: 'command',
      verb,
      rest,
      answers: kept(asked.original.header.text('In-Reply-To')),
      subject: kept(asked.original.header.text('Subject')),
      ...(needs && { needs }),
    },
  })
  const { asks, places, fill } = wordsFor(await languageFor(tx, site, { list, to }))
  const ask = asks[verb as keyof typeof asks] ?? asks.other
  return await reply(tx, site, asked, list, {
    name: needs === 'yes' ? 'command-yes' : 'command-confirm',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: { ask, place: list ? fill(places.list, { title: list.title }) : places.all },
  })
}

const MOST_KEPT = 500 // characters
const kept = (text: string): string =>
  text
    .slice(0, MOST_KEPT)
    .toWellFormed()
    .replace(/\p{Cc}/gu, ' ')
