// Facets and the timeline: counted by Meilisearch over all that matches, named by PostgreSQL.
import { isFileKind } from '#archive/file-kinds.ts'
import type { Facets, Question, Timeline } from '../engine.ts'
import { type Asking, prepare } from './ask.ts'
import { type Count, countsOf, monthsIn } from './counts.ts'
import { allOf, type Filter, oneOf } from './filter.ts'
import { type KnownList, listsKnown, peopleKnown } from './names.ts'
import { totals } from './pages.ts'

const PEOPLE = 20
/** Spaces whose messages are counted one by one, where they are in several lists. */
const MAX_SPACES = 50

export async function facets(asking: Asking, timeZone: string, question: Question): Promise<Facets> {
  const { db } = asking
  const { filter, readable } = await prepare(asking, question)
  const { total, of } = await countsOf(asking, filter, ['lists', 'month', 'author', 'kinds'])
  const may = readable === 'all' ? undefined : new Set(readable)
  const byList = new Map(of('lists').map(([id, messages]) => [Number(id), messages] as const))
  const lists = await listsKnown(
    db,
    [...byList.keys()].filter((id) => may?.has(id) ?? true),
  )
  const authors = of('author').slice(0, PEOPLE)
  const people = await peopleKnown(
    db,
    authors.map(([address]) => address),
  )
  return {
    counted: total,
    counts: 'all',
    spaces: await spacesOf(asking, filter, lists, byList),
    lists: lists
      .map(({ id, address, title }) => ({ address, title, messages: byList.get(id) ?? 0 }))
      .toSorted(byMessages(({ address }) => address)),
    years: yearsOf(await monthsFor(asking, filter, of('month'), timeZone, question)),
    people: authors.map(([address, messages]) => ({ address, name: people.get(address) ?? '', messages })),
    fileKinds: of('kinds').flatMap(([kind, messages]) => (isFileKind(kind) ? [{ kind, messages }] : [])),
  }
}

export async function timeline(asking: Asking, timeZone: string, question: Question): Promise<Timeline> {
  const { filter } = await prepare(asking, question)
  const { total, of } = await countsOf(asking, filter, ['month'])
  const months = await monthsFor(asking, filter, of('month'), timeZone, question)
  return {
    counted: total,
    counts: 'all',
    months: months
      .map(([month, messages]) => ({ month, messages }))
      .toSorted((a, b) => (a.month < b.month ? -1 : 1)),
  }
}

async function monthsFor(
  asking: Asking,
  filter: Filter,
  known: readonly Count[],
  timeZone: string,
  question: Question,
): Promise<readonly Count[]> {
  return question.timeZone === timeZone ? known : await monthsIn(asking, filter, known, question.timeZone)
}

/** Where several lists of a space have messages, those in more than one of them are counted once. */
async function spacesOf(
  asking: Asking,
  filter: Filter,
  lists: readonly KnownList[],
  byList: ReadonlyMap<number, number>,
): Promise<Facets['spaces']> {
  const spaces = [...Map.groupBy(lists, ({ slug }) => slug)].map(([slug, own]) => ({
    slug,
    name: own[0]?.spaceName ?? '',
    ids: own.map(({ id }) => id),
    messages: own.reduce((sum, { id }) => sum + (byList.get(id) ?? 0), 0),
  }))
  const first = spaces.toSorted(byMessages(({ slug }) => slug)).slice(0, MAX_SPACES)
  const several = first.filter(({ ids }) => ids.length > 1)
  const counted = await totals(
    asking,
    several.map(({ ids }) => allOf([filter, oneOf('lists', ids)])).filter((one) => one !== 'none'),
  )
  const exact = new Map(several.map(({ slug }, at) => [slug, counted[at] ?? 0]))
  return first
    .map(({ slug, name, messages }) => ({ slug, name, messages: exact.get(slug) ?? messages }))
    .toSorted(byMessages(({ slug }) => slug))
}

const byMessages =
  <T extends { readonly messages: number }>(nameOf: (one: T) => string) =>
  (a: T, b: T): number =>
    b.messages - a.messages || (nameOf(a) < nameOf(b) ? -1 : 1)

function yearsOf(months: readonly Count[]): Facets['years'] {
  const years = new Map<number, number>()
  for (const [month, messages] of months) {
    const year = Number(month.slice(0, -3))
    years.set(year, (years.get(year) ?? 0) + messages)
  }
  return [...years].map(([year, messages]) => ({ year, messages })).toSorted((a, b) => b.year - a.year)
}
