// « Je n’ai pas reçu… »: what became of somebody's own copies, in words.
import { atLeast } from '#mta/in/evidence.ts'
import { copiesFor, type OwnCopy } from '#mta/out/figures.ts'
import type { Tx } from '#store/database.ts'
import { plain } from '../../commands/plain.ts'
import { dayOf, type Missing, whatIsMissing } from '../../commands/what-is-missing.ts'
import type { Listed } from '../../library.ts'
import { derivedAddress } from '../../list-addresses.ts'
import { type List, listById } from '../../lists.ts'
import { wordsFor } from '../../lookup-words.ts'
import { type Language, oneLine } from '../../mails.ts'
import { moment, span } from '../../moments.ts'
import { personByAddress } from '../../people.ts'
import { refusalOf } from '../../refusal.ts'
import type { Site } from '../../site.ts'
import { listsOf, type Reception, receptionOf } from '../../subscriptions.ts'
import { restAfter } from '../named-list.ts'
import { type Asking, languageFor, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { askFirst } from './ask-first.ts'

const DAY_MS = 86_400_000
const RECENT_DAYS = 7
/** As long as the detail of deliveries is kept. */
const KNOWN_DAYS = 90
const LOOKED_AT = 300 // newest messages of a list
const MOST_TOLD = 20 // messages of a list
const MOST_LISTS = 10

/** Tells what was sent to who asks: the last days of a list, or what their words name; of all their lists without one. */
export async function missing(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const { list, to, command } = asking
  if (!atLeast(asked.arrival.evidence.level, 'spf-aligned')) return await askFirst(tx, site, asked, asking)
  const person = await personByAddress(tx, to)
  const lists = list ? [list] : person ? await ownLists(tx, person.id) : []
  const language = await languageFor(tx, site, asking)
  const told: string[] = []
  for (const one of lists) {
    const reception = person && (await receptionOf(tx, one.id, person.id))
    if (!person || !reception) continue
    const rest = list ? restAfter(list, command.rest) : command.rest
    told.push(
      await tellOf(tx, site, asked, { list: one, personId: person.id, reception, rest, language, to }),
    )
  }
  if (told.length === 0)
    return await reply(tx, site, asked, list, { name: list ? 'not-on-list' : 'no-lists', to })
  return await reply(tx, site, asked, list, {
    name: 'own-copies',
    to,
    ...(list && { fromAddress: derivedAddress(list.address, 'request') }),
    sentences: { copies: told.join('\n\n\n') },
  })
}

async function ownLists(tx: Tx, personId: number): Promise<List[]> {
  const lists: List[] = []
  for (const { id } of (await listsOf(tx, personId)).slice(0, MOST_LISTS)) {
    const list = await listById(tx, id)
    if (list) lists.push(list)
  }
  return lists
}

interface Telling {
  readonly list: List
  readonly personId: number
  readonly reception: Reception
  readonly rest: string
  readonly language: Language
  readonly to: string
}

/** A list's part: how they receive it now, then each message. */
async function tellOf(tx: Tx, site: Site, asked: Asked, telling: Telling): Promise<string> {
  const { list, personId, reception, rest, language } = telling
  const { timeZone } = list.settings
  const now = asked.arrival.receivedAt
  const wanted = await whatIsMissing(rest, { now, timeZone })
  const newest = await site.library.newest(tx, list, { skip: 0, limit: LOOKED_AT })
  const since = (days: number) => newest.filter(({ at }) => now.getTime() - at.getTime() < days * DAY_MS)
  const named = isNamed(wanted) ? since(KNOWN_DAYS).filter((one) => isMeant(one, wanted, timeZone)) : []
  const messages = (named.length > 0 ? named : since(RECENT_DAYS)).slice(0, MOST_TOLD)
  const copies = await copiesFor(
    tx,
    personId,
    messages.map(({ id }) => id),
  )
  const { copy, fill } = wordsFor(language)
  const heading = isNamed(wanted) && named.length === 0 ? copy['none-meant'] : undefined
  const state = receptionInWords(reception, list, language)
  const lines = messages.map((message) => {
    const subject = oneLine(message.subject) || wordsFor(language).labels.untitled
    const at = moment(message.at, language, timeZone, now)
    return `${subject}\n${at}${copy.colon}${became(copies.get(message.id), message, telling, now)}`
  })
  const parts = [
    fill(copy.list, { title: list.title, list: list.address }),
    ...state,
    ...(heading ? [heading] : []),
    ...(lines.length > 0 ? lines : [fill(copy['nothing-sent'], { title: list.title })]),
  ]
  return parts.join('\n\n')
}

const isNamed = ({ words, day }: Missing): boolean => words.length > 0 || day !== undefined

function isMeant(
  { subject, fromName, fromAddress, at }: Listed,
  { words, day }: Missing,
  timeZone: string,
): boolean {
  const has = plain(`${subject} ${fromName} ${fromAddress}`)
  return words.every((word) => has.includes(word)) && (day === undefined || dayOf(at, timeZone) === day)
}

/** What keeps mail from them now. */
function receptionInWords(
  { pausedUntil, mode, receives, address }: Reception,
  list: List,
  language: Language,
): string[] {
  const { copy, fill } = wordsFor(language)
  const { timeZone } = list.settings
  return [
    ...(pausedUntil === 'open' ? [copy.paused] : []),
    ...(pausedUntil instanceof Date
      ? [fill(copy['paused-until'], { until: lastDay(pausedUntil, language, timeZone) })]
      : []),
    ...(receives ? [] : [fill(copy['address-stopped'], { address })]),
    ...(mode === 'each' || mode === 'without-files'
      ? []
      : [copy[mode === 'none' ? 'mode-none' : 'mode-other']]),
  ]
}

// The last day of a pause is the one before it ends.
function lastDay(until: Date, language: Language, timeZone: string): string {
  const last = new Date(until.getTime() - 1)
  return span(last, last, language, timeZone).from
}

/** What became of one copy. */
function became(copy: OwnCopy | undefined, message: Listed, telling: Telling, now: Date): string {
  const { list, reception, language, to } = telling
  const { copy: words, refusals, fill } = wordsFor(language)
  const { timeZone } = list.settings
  if (copy === undefined) {
    const isOwn = message.fromAddress.toLowerCase() === to
    if (isOwn && !reception.ownPosts) return words['own-post']
    return words['not-sent']
  }
  const domain = copy.recipient.slice(copy.recipient.lastIndexOf('@') + 1)
  switch (copy.state) {
    case 'sent':
      return fill(words.sent, { domain, at: moment(copy.doneAt ?? message.at, language, timeZone, now) })
    case 'failed': {
      const why = refusalOf(copy.reply ?? '')
      return fill(words.failed, { domain, why: fill(refusals[why], { reply: oneLine(copy.reply ?? '') }) })
    }
    case 'cancelled':
      return words.cancelled
    case 'waiting':
      return fill(words['in-next-digest'], { hour: String(list.settings.digestHour) })
    case 'gathered':
      return words['in-digest']
    case 'queued':
    case 'sending':
      return copy.tries > 0 ? fill(words['on-its-way-again'], { domain }) : words['on-its-way']
  }
}
