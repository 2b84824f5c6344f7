// What stands beside the messages of a result: what was asked, when, of what, and how much came of it.
import type { ResultFile, ResultFormat } from '#archive/export/result.ts'
import { printQuery } from '#search/query/print.ts'
import type { ReadableList, Viewer } from '../needs.ts'
import type { Web } from '../web.ts'
import { type Search, searchUrl } from './asked.ts'
import type { Collected } from './collect.ts'

const FORMAT = 'relais-search-result'
const VERSION = 1

/** A result about to be written. */
export interface Taken {
  readonly search: Search
  readonly format: ResultFormat
  /** The day as of which it stands, '2026-11-22'. */
  readonly date: string
  readonly viewer: Viewer | undefined
  /** Messages found in all. */
  readonly found: number
  readonly hits: readonly Collected[]
  /** Lists searched, and those whose mails may not be taken. */
  readonly lists: readonly ReadableList[]
  readonly leftOut: readonly ReadableList[]
}

/** The manifest of a result, once its file is written; nothing in it depends on the clock. */
export function manifestOf(web: Pick<Web, 'settings' | 'site'>, taken: Taken): (file: ResultFile) => object {
  const { search, format, date, viewer, found, hits, lists, leftOut } = taken
  const { instance, web: site } = web.settings
  const again = searchUrl('/search/export', { ...search, sort: 'date' }, { format, asOf: date })
  return ({ messages, ...file }) => ({
    format: FORMAT,
    version: VERSION,
    software: web.site.software,
    date,
    timeZone: instance.timeZone,
    query: {
      typed: search.typed,
      understood: printQuery(search.understood.query),
      list: search.list ?? null,
    },
    again: site.url.replace(/\/$/, '') + again,
    addresses: viewer === undefined ? 'masked' : 'whole',
    counts: { found, written: messages },
    extent: messages < found ? 'the newest' : 'all',
    lists: counted(hits, lists),
    leftOut: leftOut.map(({ address }) => address).toSorted(),
    file,
  })
}

function counted(hits: readonly Collected[], lists: readonly ReadableList[]) {
  const counts = new Map<string, number>()
  for (const { list } of hits) counts.set(list, (counts.get(list) ?? 0) + 1)
  return lists
    .flatMap(({ address, title }) => {
      const messages = counts.get(address)
      return messages === undefined ? [] : [{ address, title, messages }]
    })
    .toSorted((a, b) => (a.address < b.address ? -1 : 1))
}
