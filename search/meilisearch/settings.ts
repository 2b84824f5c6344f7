// How an index is set up. Words are Relais' own, decided by French and English stems before they are asked for, so
// that Meilisearch neither cuts words, nor forgives typing errors, nor ranks: it keeps sets of messages and joins them.
import type { Settings } from 'meilisearch'
import { reach, type Server } from './server.ts'
import { finished } from './tasks.ts'

const filterable = (attributePatterns: string[], comparison: boolean) => ({
  attributePatterns,
  features: { facetSearch: false, filter: { equality: true, comparison } },
})

/** Values of one facet that are counted; the most frequent ones. */
const FACET_VALUES = 1_000
/** All totals are exact below it. */
const MAX_TOTAL = 100_000_000

export const SETTINGS: Settings = {
  displayedAttributes: ['id', 'at', 'lists'],
  searchableAttributes: ['id'], // none at all cannot be said, and 'id' is the shortest
  filterableAttributes: [
    filterable(['id', 'at'], true),
    filterable(['lists', 'kinds', 'words', 'pairs', 'month', 'author'], false),
  ],
  sortableAttributes: ['at', 'id'],
  rankingRules: ['sort'],
  localizedAttributes: [{ attributePatterns: ['*'], locales: ['fra', 'eng'] }], // nothing is to be guessed
  typoTolerance: { enabled: false },
  prefixSearch: 'disabled',
  facetSearch: false,
  proximityPrecision: 'byAttribute',
  faceting: { maxValuesPerFacet: FACET_VALUES, sortFacetValuesBy: { '*': 'count' } },
  pagination: { maxTotalHits: MAX_TOTAL },
}

/** Sets an index up where it is set up otherwise, and waits: changing what is filterable makes it anew. */
export async function ensureSettings(server: Server, index: string, signal: AbortSignal): Promise<void> {
  const now = await reach(server.telling.index(index).getSettings())
  const isSo = Object.entries(SETTINGS).every(([name, value]) => holds(now[name as keyof Settings], value))
  if (!isSo)
    await finished(server, [await reach(server.telling.index(index).updateSettings(SETTINGS))], signal)
}

/** Whether what is there has all of what is wanted; Meilisearch adds what was left out. */
function holds(there: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return there === wanted
  if (typeof there !== 'object' || there === null) return false
  if (Array.isArray(wanted) && (!Array.isArray(there) || there.length !== wanted.length)) return false
  const values = there as Readonly<Record<string, unknown>>
  return Object.entries(wanted).every(([name, value]) => holds(values[name], value))
}
