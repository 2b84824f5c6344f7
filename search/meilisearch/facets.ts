// Facets and the timeline: counted by Meilisearch over all that matches, named by PostgreSQL.
import type { MultiSearchQuery } from 'meilisearch'
import { isFileKind } from '#archive/file-kinds.ts'
import { SearchAway } from '../away.ts'
import type { Facets, Question, Timeline } from '../engine.ts'
import { type Asking, prepare } from './ask.ts'
import { allOf, type Filter, oneOf, printed } from './filter.ts'
import { type KnownList, listsKnown, peopleKnown } from './names.ts'
import { reach } from './server.ts'

const PEOPLE = 20
/** Spaces whose messages are counted one by one, where they are in several lists. */
const MAX_SPACES = 50

export async function facets(asking: Asking, timeZone: string, question: Question): Promise<Facets> {
  mustBeOurZone(question, timeZone)
  const { db } = asking
  const { filter, readable } = await prepare(asking, question)
  const { total, of } = await counts(asking, filter, ['lists', 'month', 'author', 'kinds'])
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
    years: yearsOf(of('month')),
    people: authors.map(([address, messages]) => ({ address, name: people.get(address) ?? '', messages })),
    fileKinds: of('kinds').flatMap(([kind, messages]) => (isFileKind(kind) ? [{ kind, messages }] : [])),
  }
}

export async function timeline(asking: Asking, timeZone: string, question: Question): Promise<Timeline> {
  mustBeOurZone(question, timeZone)
  const { filter } = await prepare(asking, question)
  const { total, of } = await counts(asking, filter, ['month'])
  const months = of('month').map(([month, messages]) => ({ month, messages }))
  return { counted: total, counts: 'all', months: months.toSorted((a, b) => (a.month < b.month ? -1 : 1)) }
}

/** Documents know their month in the platform's time zone; another zone is left to PostgreSQL. */
function mustBeOurZone(question: Question, timeZone: string): void {
  if (question.timeZone !== timeZone) throw new SearchAway('too-wide', `months in ${question.timeZone}`)
}

type Count = readonly [value: string, messages: number]

async function counts(
  asking: Asking,
  filter: Filter,
  facets: string[],
): Promise<{ total: number; of: (facet: string) => readonly Count[] }> {
  if (filter === 'none') return { total: 0, of: () => [] }
  const [result] = await ask(asking, [{ filter, facets }])
  const distribution = result?.facetDistribution ?? {}
  return {
    total: result?.totalHits ?? 0,
    of: (facet) =>
      Object.entries(distribution[facet] ?? {}).toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)),
  }
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
  const results = await ask(
    asking,
    several.map(({ ids }) => ({ filter: allOf([filter, oneOf('lists', ids)]), facets: [] })),
  )
  const exact = new Map(several.map(({ slug }, at) => [slug, results[at]?.totalHits ?? 0]))
  return first
    .map(({ slug, name, messages }) => ({ slug, name, messages: exact.get(slug) ?? messages }))
    .toSorted(byMessages(({ slug }) => slug))
}

const byMessages =
  <T extends { readonly messages: number }>(nameOf: (one: T) => string) =>
  (a: T, b: T): number =>
    b.messages - a.messages || (nameOf(a) < nameOf(b) ? -1 : 1)

async function ask(
  { server, index }: Asking,
  asked: readonly { readonly filter: Filter; readonly facets: string[] }[],
) {
  if (asked.length === 0) return []
  const queries = asked.map(
    ({ filter, facets }): MultiSearchQuery => ({
      indexUid: index,
      ...(typeof filter === 'string' ? {} : { filter: printed(filter) }),
      ...(facets.length > 0 && { facets }),
      hitsPerPage: 1,
      page: 1,
      attributesToRetrieve: ['id'],
    }),
  )
  const { results } = await reach(server.asking.multiSearch<{ queries: MultiSearchQuery[] }>({ queries }))
  return results
}

function yearsOf(months: readonly Count[]): Facets['years'] {
  const years = new Map<number, number>()
  for (const [month, messages] of months) {
    const year = Number(month.slice(0, -3))
    years.set(year, (years.get(year) ?? 0) + messages)
  }
  return [...years].map(([year, messages]) => ({ year, messages })).toSorted((a, b) => b.year - a.year)
}
