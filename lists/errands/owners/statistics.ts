// STATISTIQUES: a list in figures, for the people who run it. The answer goes to their own address.
import type { Tx } from '#store/database.ts'
import { enFigures } from '#templates/mails/en/owners.ts'
import { frFigures } from '#templates/mails/fr/owners.ts'
import type { List } from '../../lists.ts'
import { languageOf } from '../../mails.ts'
import { countWaiting } from '../../posts.ts'
import { rolesOfAddress } from '../../roles.ts'
import type { Site } from '../../site.ts'
import { figuresOf } from '../../subscription-states.ts'
import { answerAbout } from '../list-mail.ts'
import type { Asked } from '../table.ts'

const MONTHS = 12

/** Answers with the figures, if the address that asks runs the list. */
export async function showStatistics(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List,
  to: string,
): Promise<string> {
  if ((await rolesOfAddress(tx, to, list.id)).length === 0)
    return await answerAbout(tx, site, asked, list, { name: 'owners-only', to })
  const language = await languageOf(tx, to, list.settings.language)
  const [words, locale] = language === 'fr' ? [frFigures, 'fr-FR'] : [enFigures, 'en-GB']
  const { members, modes, paused, bounced, came, left } = await figuresOf(tx, list.id)
  const waiting = await countWaiting(tx, list.id)
  const months = await site.archive.months(tx, list.id, list.settings.timeZone)
  const inMode = Object.entries(modes).map(
    ([mode, count]): Line => [`  ${words[mode as keyof typeof words] ?? words.other}`, count],
  )
  const figures = [
    columns([
      [words.members, members],
      ...inMode,
      [`  ${words.paused}`, paused],
      [`  ${words.bounced}`, bounced],
      [words.came, came],
      [words.left, left],
      [words.waiting, waiting],
    ]),
    words.months,
    columns(
      lastMonths(asked.arrival.receivedAt, list.settings.timeZone).map((month) => [
        inWords(month, locale),
        months.find((one) => one.month === month)?.messages ?? 0,
      ]),
    ),
  ].join('\n\n')
  return await answerAbout(tx, site, asked, list, { name: 'statistics', to, sentences: { figures } })
}

type Line = readonly [label: string, count: number]

/** Numbers under each other, for letters of one width. */
function columns(lines: readonly Line[]): string {
  const label = Math.max(...lines.map(([one]) => one.length))
  const number = Math.max(...lines.map(([, count]) => String(count).length))
  return lines.map(([one, count]) => `${one.padEnd(label)}  ${String(count).padStart(number)}`).join('\n')
}

/** The months up to this one, newest first, as '2026-11'. */
function lastMonths(now: Date, timeZone: string): string[] {
  const [year = 0, month = 1] = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
    .format(now)
    .split('-')
    .map(Number)
  return Array.from({ length: MONTHS }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  )
}

const inWords = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-15T12:00:00Z`),
  )
