// An index of the stand-in: documents, settings, and what searching them gives.
import type { Settings } from 'meilisearch'
import { type Features, type Fields, FilterError, filterOf, normalized, valuesOf } from './filter.ts'

export interface Query {
  readonly filter?: string
  readonly sort?: readonly string[]
  readonly offset?: number
  readonly limit?: number
  readonly page?: number
  readonly hitsPerPage?: number
  readonly facets?: readonly string[]
  readonly attributesToRetrieve?: readonly string[]
}

/** Longer values of filterable attributes aren't kept (known limitations). */
const MAX_VALUE_BYTES = 468

export class Index {
  readonly documents = new Map<number, Fields>()
  settings: Settings = { pagination: { maxTotalHits: 1_000 }, faceting: { maxValuesPerFacet: 100 } }

  add(document: Fields): void {
    for (const value of ['words', 'pairs', 'author'].flatMap((name) => valuesOf(document, name)))
      if (Buffer.byteLength(normalized(String(value))) > MAX_VALUE_BYTES)
        throw new Error(`a value of ${String(value).length} characters`)
    this.documents.set(Number(document.id), document)
  }

  matching(filter: string | undefined): Fields[] {
    if (filter === undefined) return [...this.documents.values()]
    const test = filterOf(filter, (attribute) => this.#features(attribute))
    return [...this.documents.values()].filter(test)
  }

  search(query: Query): Record<string, unknown> {
    const found = this.matching(query.filter)
    for (const one of [...(query.sort ?? [])].reverse()) {
      const [attribute = '', way] = one.split(':')
      if (!this.settings.sortableAttributes?.includes(attribute))
        throw new FilterError(`${attribute} is not sortable`)
      const sign = way === 'desc' ? -1 : 1
      found.sort((a, b) => sign * (Number(a[attribute]) - Number(b[attribute])))
    }
    const total = Math.min(found.length, this.settings.pagination?.maxTotalHits ?? 1_000)
    const isPaged = query.page !== undefined || query.hitsPerPage !== undefined
    const size = isPaged ? (query.hitsPerPage ?? 20) : (query.limit ?? 20)
    const start = isPaged ? ((query.page ?? 1) - 1) * size : (query.offset ?? 0)
    const hits = query.page === 0 ? [] : found.slice(start, start + size)
    const shown = query.attributesToRetrieve ?? ['*']
    return {
      hits: hits.map((document) => this.displayed(document, shown)),
      query: '',
      processingTimeMs: 0,
      ...(isPaged
        ? {
            page: query.page ?? 1,
            hitsPerPage: size,
            totalHits: total,
            totalPages: Math.ceil(total / Math.max(size, 1)),
          }
        : { offset: start, limit: size, estimatedTotalHits: total }),
      ...(query.facets && { facetDistribution: this.#facets(found, query.facets), facetStats: {} }),
    }
  }

  displayed(document: Fields, wanted: readonly string[]): Fields {
    const allowed = this.settings.displayedAttributes ?? ['*']
    return Object.fromEntries(
      Object.entries(document).filter(
        ([name]) =>
          (allowed.includes('*') || allowed.includes(name)) &&
          (wanted.includes('*') || wanted.includes(name)),
      ),
    )
  }

  #facets(found: readonly Fields[], facets: readonly string[]): Record<string, Record<string, number>> {
    const most = this.settings.faceting?.maxValuesPerFacet ?? 100
    return Object.fromEntries(
      facets
        .filter((facet) => this.#features(facet) !== undefined)
        .map((facet) => {
          const counts = new Map<string, number>()
          for (const document of found)
            for (const value of new Set(valuesOf(document, facet).map(String)))
              counts.set(value, (counts.get(value) ?? 0) + 1)
          return [facet, Object.fromEntries([...counts].toSorted((a, b) => b[1] - a[1]).slice(0, most))]
        }),
    )
  }

  #features(attribute: string): Features | undefined {
    for (const rule of this.settings.filterableAttributes ?? []) {
      if (rule === attribute) return { equality: true, comparison: true }
      if (typeof rule === 'object' && rule.attributePatterns.includes(attribute)) return rule.features.filter
    }
    return undefined
  }
}
