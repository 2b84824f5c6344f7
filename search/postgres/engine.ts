// Search by PostgreSQL alone: the engine of most instances, and what answers while another is away.
import type { Db } from '#store/database.ts'
import { type AskedWords, askedWords, asksFileNames } from '../asked-words.ts'
import {
  type Asked,
  type Found,
  hitsAsked,
  hitsSkipped,
  moreThan,
  type Question,
  type SearchEngine,
  type TextSource,
} from '../engine.ts'
import type { Sought } from '../sought.ts'
import { compare } from './compare.ts'
import { compile } from './compile.ts'
import type { Compiled } from './compiled.ts'
import { index, remove } from './entries.ts'
import { facetsOf, timelineOf } from './facets.ts'
import { hitsOf } from './hits.ts'
import { openLexicon, type Pool } from './lexicon.ts'
import { look } from './looking.ts'
import { countOf, type Readable } from './matching.ts'
import { mostRelevant } from './relevance.ts'
import { namesIn, readableIn } from './scope.ts'
import { rowsOf } from './sql.ts'
import { type Vocabulary, withVocabulary } from './vocabulary.ts'
import { EVER, openWindows, type Windows } from './windows.ts'
import { ANYWHERE, type Zone } from './zones.ts'

export interface PostgresSearch {
  readonly db: Db
  /** Gives words their numbers, outside of the transactions that file messages. */
  readonly pool: Pool
  readonly texts: TextSource
  /** How far back is looked at once; a matter of speed only. */
  readonly windows?: Windows
}

/** The engine on this database. */
export function openPostgresSearch({
  db,
  pool,
  texts,
  windows = openWindows(),
}: PostgresSearch): SearchEngine {
  const lexicon = openLexicon(pool)
  return {
    index: (tx, entries) => index(tx, lexicon, entries),
    remove,
    find: (asked) => find(db, windows, texts, asked),
    async facets(question) {
      const { compiled, readable } = await understand(db, question)
      return await facetsOf(db, { compiled, readable, window: EVER }, question.timeZone)
    },
    async timeline(question) {
      const { compiled, readable } = await understand(db, question)
      return await timelineOf(db, { compiled, readable, window: EVER }, question.timeZone)
    },
    compare: (range) => compare(db, range),
  }
}

async function find(db: Db, windows: Windows, texts: TextSource, asked: Asked): Promise<Found> {
  const limit = hitsAsked(asked)
  const offset = hitsSkipped(asked)
  const { compiled, readable, tiers, words, sought, notes } = await understand(db, asked)
  const page = { limit, offset }
  const { rows, count, counts } = await (asked.sort === 'date' || words.length === 0
    ? look(db, windows, { readable, tiers: [compiled] }, { ...page, enough: Math.max(offset + limit, FEW) })
    : mostRelevant(db, windows, { readable, tiers, words }, page))
  const mustCount = asked.count === 'exact' && counts === 'at-least'
  const [hits, total] = await Promise.all([
    hitsOf(
      db,
      rows.map(({ id }) => id),
      { readable, texts, sought, marks: asked.marks ?? 'none', extracts: asked.extracts ?? 'made' },
    ),
    mustCount ? countAll(db, compiled, readable) : undefined,
  ])
  if (total !== undefined || counts === 'all') return { total: total ?? count, totalIs: 'exact', hits, notes }
  return { total: moreThan(count), totalIs: 'at-least', hits, notes }
}

async function countAll(db: Db, compiled: Compiled, readable: Readable): Promise<number> {
  const [row] = await rowsOf<{ total: number }>(db, countOf({ compiled, readable, window: EVER }))
  return row?.total ?? 0
}

/** So many are looked for in any case: « plus de 10 » says more than « plus de 0 ». */
const FEW = 11
/** Where words tell most about a message, less, and least. */
const BY_RELEVANCE: readonly (readonly Zone[])[] = [['subject'], ['new'], ANYWHERE]

/** A question with its names and words looked up. */
async function understand(db: Db, { query, lists, timeZone }: Question) {
  const readable = await readableIn(db, lists)
  const { listsNamed, notes } = await namesIn(db, query, readable)
  const asked = askedWords(query)
  const places = asked.some(({ zone }) => zone === 'anywhere') ? BY_RELEVANCE : [ANYWHERE]
  return await withVocabulary(db, (vocabulary) => {
    const compiledIn = (anywhere: readonly Zone[]) =>
      compile(query, { vocabulary, listsNamed, timeZone, anywhere })
    return {
      readable,
      notes,
      compiled: compiledIn(ANYWHERE),
      tiers: places.map(compiledIn),
      words: asked.map((one) => codesOf(one, vocabulary)),
      sought: soughtIn(asked, vocabulary),
    }
  })
}

function codesOf(asked: AskedWords, vocabulary: Vocabulary): string[] {
  if (asked.kind === 'word') return vocabulary.forms(asked.word).map(({ code }) => code)
  const last = asked.words.at(-1) ?? ''
  const known = asked.kind === 'prefix' ? vocabulary.beginning(last) : [vocabulary.word(last)]
  return known.flatMap((one) => (one === undefined ? [] : [one.code]))
}

function soughtIn(asked: readonly AskedWords[], vocabulary: Vocabulary): Sought {
  const words = asked.flatMap((one) =>
    one.kind === 'word' ? [one.word, ...vocabulary.forms(one.word).map(({ word }) => word)] : [],
  )
  const rows = asked.flatMap((one) =>
    one.kind === 'word'
      ? []
      : [{ words: one.words, last: one.kind === 'prefix' ? ('beginning' as const) : ('word' as const) }],
  )
  return { words: new Set(words), rows, ...(asksFileNames(asked) && { where: 'file names' as const }) }
}
