// EN ATTENTE: the round-up at once. It is mailed to the moderator whoever asked for it, and shows nothing to anybody else.
import type { Tx } from '#store/database.ts'
import { type List, listsById } from '../lists.ts'
import { undecided, writeRoundUp } from '../moderation/round-up.ts'
import { personByAddress } from '../people.ts'
import { moderatesOf } from '../roles.ts'
import type { Site } from '../site.ts'
import { mayAnswerAsker } from './asker.ts'
import { answerAbout } from './list-mail.ts'
import { answerFromPlatform } from './platform-mail.ts'
import type { Asked } from './table.ts'

/** Asked of one list; who moderates elsewhere gets all their lists. */
export async function showWaiting(tx: Tx, site: Site, asked: Asked, list: List, to: string): Promise<string> {
  const person = await personByAddress(tx, to)
  const decides = person?.verified === true && person.trusted
  const outcome = decides ? await roundUpFor(tx, site, asked, { to, personId: person.id }) : 'empty'
  if (outcome !== 'empty') return outcome
  const moderates = decides && (await moderatesOf(tx, person.id, [list.id])).has(list.id)
  return await answerAbout(tx, site, asked, list, {
    name: moderates ? 'round-up-empty' : 'not-moderator',
    to,
  })
}

/** Asked of the platform. */
export async function showAllWaiting(tx: Tx, site: Site, asked: Asked, to: string): Promise<string> {
  const person = await personByAddress(tx, to)
  const outcome =
    person?.verified && person.trusted
      ? await roundUpFor(tx, site, asked, { to, personId: person.id })
      : 'empty'
  return outcome === 'empty'
    ? await answerFromPlatform(tx, site, asked, { name: 'round-up-empty', to })
    : outcome
}

async function roundUpFor(
  tx: Tx,
  site: Site,
  asked: Asked,
  { to, personId }: { readonly to: string; readonly personId: number },
): Promise<string> {
  const waiting = await undecided(tx)
  const listIds = [...new Set(waiting.map(({ listId }) => listId))]
  const theirs = await moderatesOf(tx, personId, listIds)
  const open = await listsById(tx, [...theirs])
  const held = waiting.filter(({ listId }) => open.has(listId)).map((one) => one.held)
  if (held.length === 0) return 'empty'
  if (!(await mayAnswerAsker(tx, to, 'round-up', asked.arrival.evidence))) return 'round-up: silent'
  const language = [...open.values()][0]!.settings.language
  const moderator = { personId, address: to, written: to, language }
  const written = await writeRoundUp(tx, site, {
    to: moderator,
    held,
    name: 'round-up',
    once: `errand:${asked.errand.id}:round-up`,
    inReplyTo: asked.arrival.messageId,
  })
  return written ? 'round-up' : 'empty'
}
