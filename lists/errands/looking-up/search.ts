// CHERCHER: ten messages with extracts and numbers, the newest first.
import type { Tx } from '#store/database.ts'
import { wordsFor } from '../../lookup-words.ts'
import type { Site } from '../../site.ts'
import { isCalled } from '../named-list.ts'
import { type Asking, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { numbered, offer, seenBy } from './offer.ts'
import { readerOf } from './reader.ts'

const HITS = 10

/** Searches the messages of a list, or of all that one may read. */
export async function search(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const { list, to, command, before = [], skip = 0 } = asking
  const question = questionOf(asking)
  if (question === '') return await reply(tx, site, asked, list, { name: 'search-how', to })
  const reader = await readerOf(tx, site, asked, asking)
  if ('answered' in reader) return reader.answered
  const { personId, language } = reader
  const found = await site.library.find(question, { personId, list, language, skip, limit: HITS })
  const { pieces, places, fill, count } = wordsFor(language)
  const seen = seenBy(reader)
  const sentences = {
    count: count(pieces['one-message'], pieces.messages, found.total),
    sentence: seen(found.sentence),
    place: list ? fill(places.list, { title: list.title }) : places.all,
    notes: found.notes.map(seen).join('\n\n'),
  }
  if (found.hits.length === 0)
    return await reply(tx, site, asked, list, { name: 'found-nothing', to, sentences })
  const isMore = found.total > skip + HITS
  return await offer(tx, site, asked, asking, {
    name: 'found',
    does: 'send',
    before,
    messages: found.hits,
    next: isMore ? { verb: command.verb, rest: command.rest, skip: skip + HITS } : undefined,
    sentences: {
      ...sentences,
      results: numbered(found.hits, reader, {
        after: before.length,
        at: asked.arrival.receivedAt,
        timeZone: list?.settings.timeZone ?? found.timeZone,
        lists: list ? 'one' : 'several',
      }),
      more: isMore ? pieces.more : '',
    },
  })
}

/** What is sought: without the name of the list where that stands first, as on Sympa. */
function questionOf({ list, command: { rest } }: Asking): string {
  const [first = '', ...others] = rest.split(/\s+/)
  return list && others.length > 0 && isCalled(list, first) ? rest.slice(first.length).trim() : rest
}
