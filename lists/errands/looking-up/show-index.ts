// INDEX and LAST: which messages a list has, by number.
import type { Tx } from '#store/database.ts'
import { type Period, periodOf } from '../../commands/period.ts'
import type { Listed } from '../../library.ts'
import type { List } from '../../lists.ts'
import { wordsFor } from '../../lookup-words.ts'
import type { Language } from '../../mails.ts'
import { capital, dateNumbers, monthName } from '../../moments.ts'
import type { Site } from '../../site.ts'
import { restAfter } from '../named-list.ts'
import { type Asking, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { numbered, offer } from './offer.ts'
import { type Reader, readerOf } from './reader.ts'
import { sendMessages } from './send-messages.ts'
import { whichList } from './which-list.ts'

const SUBJECTS = 30
/** Messages that LAST sends. */
const MOST_LAST = 10
const LAST = 5
const MONTHS = 24

/** INDEX: the newest messages and the months that have any; of a year its months, of a month its messages. */
export async function showIndex(
  tx: Tx,
  site: Site,
  asked: Asked,
  asking: Asking,
): Promise<string | undefined> {
  const { list, command } = asking
  if (list === undefined) return await whichList(tx, site, asked, asking)
  const rest = restAfter(list, command.rest)
  const period = periodOf(rest, today(asked, list))
  if (period === undefined && rest !== '') return undefined
  const reader = await readerOf(tx, site, asked, asking)
  if ('answered' in reader) return reader.answered
  return period?.length === 4
    ? await showYear(tx, site, asked, { ...asking, list, reader, year: period })
    : await showMessages(tx, site, asked, { ...asking, list, reader, month: period })
}

type Showing = Asking & { readonly list: List; readonly reader: Reader }

async function showMessages(
  tx: Tx,
  site: Site,
  asked: Asked,
  { month, reader, ...asking }: Showing & { readonly month: Period | undefined },
): Promise<string> {
  const { list, to, command, before = [], skip = 0 } = asking
  const { pieces, fill } = wordsFor(reader.language)
  const found = await site.library.newest(tx, list, {
    ...(month !== undefined && { month }),
    skip,
    limit: SUBJECTS + 1,
  })
  const shown = found.slice(0, SUBJECTS)
  const what =
    month === undefined ? pieces.newest : fill(pieces['of-month'], { month: named(month, reader.language) })
  const months = month === undefined && skip === 0 ? await monthLines(site, list, reader.language) : ''
  const sentences = { what, months }
  if (shown.length === 0) return await reply(tx, site, asked, list, { name: 'index-empty', to, sentences })
  return await offer(tx, site, asked, asking, {
    name: 'index',
    does: 'send',
    before,
    messages: shown,
    next:
      found.length > SUBJECTS ? { verb: command.verb, rest: command.rest, skip: skip + SUBJECTS } : undefined,
    sentences: {
      ...sentences,
      results: lines(shown, reader, asked, { list, after: before.length }),
      more: found.length > SUBJECTS ? pieces.more : '',
    },
  })
}

function lines(
  messages: readonly Listed[],
  reader: Reader,
  asked: Asked,
  { list, after }: { readonly list: List; readonly after: number },
): string {
  const { timeZone } = list.settings
  return numbered(messages, reader, { after, at: asked.arrival.receivedAt, timeZone, lists: 'one' })
}

/** « novembre 2026 : 12 messages », the newest months. */
async function monthLines(site: Site, list: List, language: Language): Promise<string> {
  const months = await site.library.months(list)
  const { pieces } = wordsFor(language)
  if (months.length < 2) return ''
  return `${pieces.months}\n\n${countedMonths(months.slice(0, MONTHS), language)}`
}

function countedMonths(
  months: readonly { readonly month: string; readonly messages: number }[],
  language: Language,
): string {
  const { pieces, fill, count } = wordsFor(language)
  return months
    .map(({ month, messages }) =>
      fill(pieces['month-line'], {
        month: capital(named(month, language)),
        count: count(pieces['one-message'], pieces.messages, messages),
      }),
    )
    .join('\n')
}

const named = (month: string, language: Language): string => monthName(month, language, 'with-year')

async function showYear(
  tx: Tx,
  site: Site,
  asked: Asked,
  { year, reader, list, to }: Showing & { readonly year: Period },
): Promise<string> {
  const months = (await site.library.months(list)).filter(({ month }) => month.startsWith(year))
  const { pieces, fill } = wordsFor(reader.language)
  const what = fill(pieces['of-year'], { year })
  return months.length === 0
    ? await reply(tx, site, asked, list, { name: 'index-empty', to, sentences: { what, months: '' } })
    : await reply(tx, site, asked, list, {
        name: 'months',
        to,
        sentences: { what, months: countedMonths(months, reader.language), month: months[0]!.month },
      })
}

/** LAST: the newest messages themselves. */
export async function sendLast(
  tx: Tx,
  site: Site,
  asked: Asked,
  asking: Asking,
): Promise<string | undefined> {
  const { list, to, command } = asking
  if (list === undefined) return await whichList(tx, site, asked, asking)
  const rest = restAfter(list, command.rest)
  if (!/^(?:\d{1,4}(?:\s+messages?)?)?$/i.test(rest)) return undefined
  const reader = await readerOf(tx, site, asked, asking)
  if ('answered' in reader) return reader.answered
  const limit = Math.min(rest === '' ? LAST : Math.max(1, Number.parseInt(rest, 10)), MOST_LAST)
  const found = await site.library.newest(tx, list, { skip: 0, limit })
  const { pieces } = wordsFor(reader.language)
  if (found.length === 0)
    return await reply(tx, site, asked, list, {
      name: 'index-empty',
      to,
      sentences: { what: pieces.newest, months: '' },
    })
  return await sendMessages(tx, site, asked, { list, to, reader, messages: found })
}

/** The day of the request in the list's time zone, YYYY-MM-DD. */
export function today(asked: Asked, list: List): string {
  const { year, month, day } = dateNumbers(asked.arrival.receivedAt, list.settings.timeZone)
  return [year, month, day].map((number) => String(number).padStart(2, '0')).join('-')
}
