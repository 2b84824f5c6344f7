// Pages of hits: Meilisearch says which messages and in which order, PostgreSQL what they are.
import { askedWords } from '../asked-words.ts'
import { type Asked, COUNTED, type Found, hitsAsked, hitsSkipped, type TextSource } from '../engine.ts'
import { hitsOf } from '../postgres/hits.ts'
import { RANKED, readToScore, scoresOf } from '../postgres/scores.ts'
import { ANYWHERE, type Zone } from '../postgres/zones.ts'
import { type Asking, type Prepared, prepare } from './ask.ts'
import { compile } from './compile.ts'
import { allBut, allOf, type Filter } from './filter.ts'
import { type Match, pages } from './pages.ts'
import { soughtIn } from './sought.ts'

interface Slice {
  readonly limit: number
  readonly offset: number
}

export async function find(asking: Asking, texts: TextSource, asked: Asked): Promise<Found> {
  const prepared = await prepare(asking, asked)
  const slice = { limit: hitsAsked(asked), offset: hitsSkipped(asked) }
  const isByDate = asked.sort === 'date' || askedWords(asked.query).length === 0
  const { matches, total } = await (isByDate
    ? newest(asking, prepared, slice)
    : mostRelevant(asking, prepared, asked, slice))
  // What may no longer be shown is left out here, too.
  const hits = await hitsOf(
    asking.db,
    matches.map(({ id }) => id),
    {
      readable: prepared.readable,
      texts,
      sought: soughtIn(asked.query, prepared.known),
      marks: asked.marks ?? 'none',
      extracts: asked.extracts ?? 'made',
    },
  )
  return { ...counted(total, asked.count), hits, notes: prepared.notes }
}

interface Matches {
  readonly matches: readonly Match[]
  readonly total: number
}

async function newest(asking: Asking, { filter }: Prepared, slice: Slice): Promise<Matches> {
  const [page] = await pages(asking, [{ filter, ...slice }])
  return page ?? { matches: [], total: 0 }
}

/** Tier after tier, each the newest first; of the first RANKED those of a tier are put in order by their words. */
async function mostRelevant(
  asking: Asking,
  prepared: Prepared,
  asked: Asked,
  { limit, offset }: Slice,
): Promise<Matches> {
  const tiers = tiersOf(prepared, asked)
  const first = await pages(
    asking,
    tiers.map((filter) => ({ filter, limit: RANKED, offset: 0 })),
  )
  const total = first.reduce((sum, page) => sum + page.total, 0)
  const end = Math.min(offset + limit, total)
  const head = offset < RANKED ? await ranked(asking, prepared, first) : []
  const from = Math.max(offset, RANKED)
  const tail = end > from ? await stretch(asking, tiers, first, from, end) : []
  return { matches: [...head.slice(offset, end), ...tail], total }
}

/** What has it in the subject, then in the author's own text, then elsewhere. */
function tiersOf({ filter, shown, known }: Prepared, { query }: Asked): Filter[] {
  const places: readonly (readonly Zone[])[] = [['subject'], ['new'], ANYWHERE]
  const tiers: Filter[] = []
  for (const zones of places) {
    const inZones = zones === ANYWHERE ? filter : allOf([shown, compile(query, known, zones)])
    tiers.push(allOf([inZones, ...tiers.map((better) => allBut(better))]))
  }
  return tiers
}

async function ranked(
  { db }: Asking,
  { words }: Prepared,
  first: readonly Matches[],
): Promise<readonly Match[]> {
  const best: (readonly Match[])[] = []
  for (const { matches } of first) best.push(matches.slice(0, RANKED - best.flat().length))
  const scores = scoresOf(await readToScore(db, best.flat()), words)
  return best.flatMap((matches) =>
    matches.toSorted((a, b) => (scores.get(b.id) ?? 0) - (scores.get(a.id) ?? 0)),
  )
}

/** Matches from one place to another in the tiers put one after the other. */
async function stretch(
  asking: Asking,
  tiers: readonly Filter[],
  counts: readonly Matches[],
  from: number,
  end: number,
): Promise<readonly Match[]> {
  let before = 0
  const stretches = tiers.flatMap((filter, at) => {
    const total = counts[at]?.total ?? 0
    const [start, stop] = [Math.max(0, from - before), Math.min(total, end - before)]
    before += total
    return stop > start ? [{ filter, offset: start, limit: stop - start }] : []
  })
  return (await pages(asking, stretches)).flatMap(({ matches }) => matches)
}

function counted(total: number, count: Asked['count']): Pick<Found, 'total' | 'totalIs'> {
  return count === 'capped' && total > COUNTED
    ? { total: COUNTED, totalIs: 'at-least' }
    : { total, totalIs: 'exact' }
}
