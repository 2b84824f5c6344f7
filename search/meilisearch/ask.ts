// What every question has in common: the index must be ready, only lists that may be shown are asked for, and what
// the question names is looked up.
import type { Db } from '#store/database.ts'
import { SearchAway } from '../away.ts'
import type { EngineNote, Question } from '../engine.ts'
import type { Readable } from '../postgres/matching.ts'
import { namesIn, readableIn } from '../postgres/scope.ts'
import { compile, type Known } from './compile.ts'
import { allOf, type Filter, oneOf } from './filter.ts'
import { mirrorOf } from './mirror.ts'
import { MAX_IDS, resolve } from './resolve.ts'
import { withRows } from './rows.ts'
import type { EntrySource } from './send.ts'
import type { Server } from './server.ts'

export interface Asking {
  readonly db: Db
  readonly server: Server
  readonly index: string
  /** What documents are like (document.ts). */
  readonly shape: string
  readonly entries: EntrySource
}

/** A question ready to be sent. */
export interface Prepared {
  /** Rights, and all that the question means. */
  readonly filter: Filter
  /** Rights alone. */
  readonly shown: Filter
  readonly readable: Readable
  readonly known: Known
  /** For each word asked the codes of PostgreSQL's index that it is found by. */
  readonly words: readonly (readonly string[])[]
  readonly notes: readonly EngineNote[]
}

/** Throws a SearchAway while the index is being made for the first time, or anew after a change of its documents. */
export async function mustBeReady({ db, shape }: Pick<Asking, 'db' | 'shape'>): Promise<void> {
  const mirror = await mirrorOf(db)
  if (mirror?.state !== 'ready' || mirror.shape !== shape) throw new SearchAway('not-ready')
}

export async function prepare(asking: Asking, question: Question): Promise<Prepared> {
  const { db } = asking
  await mustBeReady(asking)
  const readable = await readableIn(db, question.lists)
  if (readable !== 'all' && readable.length > MAX_IDS)
    throw new SearchAway('too-wide', `${readable.length} lists`)
  const { listsNamed, notes } = await namesIn(db, question.query, readable)
  const { known, rows, words } = await resolve(db, question, listsNamed)
  const shown = readable === 'all' ? 'all' : oneOf('lists', readable)
  const looked = await withRows(asking, shown, known, rows)
  return {
    filter: allOf([shown, compile(question.query, looked)]),
    shown,
    readable,
    known: looked,
    words,
    notes,
  }
}
