// What an answer's messages have in common, as links that narrow the question or take the same away again.
import type { Facets } from '#search/engine.ts'
import { foldedWords } from '#search/fold.ts'
import { type Filter, hasFilter, withoutFilter } from '#search/query/filter.ts'
import type { Language, Viewer } from '../needs.ts'
import { maskAddresses } from '../person.ts'
import { type SentenceKey, say } from '../sentences.ts'
import { askedInstead, type Search, searchUrl } from './asked.ts'
import { daysOf, narrowed } from './narrow.ts'

const SHOWN = 6 // values of a group; the others are folded

/** For whom, and what else stays in the addresses. */
export interface Narrowing {
  readonly search: Search
  readonly language: Language
  readonly viewer?: Viewer | undefined
  readonly kept: Readonly<Record<string, string>>
}

interface Value {
  readonly label: string
  readonly messages: number
  readonly filter: Filter
}

/** Groups that have something to choose, or something chosen. */
export function facetGroups(facets: Facets, narrowing: Narrowing) {
  const { language, viewer } = narrowing
  const groups: readonly (readonly [SentenceKey, readonly Value[]])[] = [
    [
      'search.facet.years',
      facets.years.map(({ year, messages }) => ({
        label: String(year),
        messages,
        filter: daysOf(String(year).padStart(4, '0')),
      })),
    ],
    [
      'search.facet.spaces',
      facets.spaces.map(({ slug, name, messages }) => ({
        label: name,
        messages,
        filter: { kind: 'space', name: slug },
      })),
    ],
    [
      'search.facet.lists',
      facets.lists.map(({ address, title, messages }) => ({
        label: title,
        messages,
        filter: { kind: 'list', name: address },
      })),
    ],
    ['search.facet.people', facets.people.flatMap((one) => personValue(one, viewer))],
    [
      'search.facet.kinds',
      facets.fileKinds.map(({ kind, messages }) => ({
        label: say(language, `files.kind.${kind}`),
        messages,
        filter: { kind: 'file-kind', of: kind },
      })),
    ],
  ]
  return groups.flatMap(([title, values]) => {
    const lines = values.flatMap((value) => valueLine(value, narrowing))
    if (lines.length < 2 && !lines.some(({ chosen }) => chosen)) return []
    return [{ title: say(language, title), values: lines.slice(0, SHOWN), others: lines.slice(SHOWN) }]
  })
}

/** Strangers see no address, and so ask by the name. */
function personValue(
  { address, name, messages }: Facets['people'][number],
  viewer: Viewer | undefined,
): Value[] {
  const shown = maskAddresses(name.trim(), viewer)
  if (viewer !== undefined)
    return [
      { label: shown || address, messages, filter: { kind: 'person', role: 'from', address, words: [] } },
    ]
  const words = foldedWords(shown)
  if (words.length === 0 || shown !== name.trim() || shown.includes('@')) return []
  return [{ label: shown, messages, filter: { kind: 'person', role: 'from', words, written: shown } }]
}

function valueLine({ label, messages, filter }: Value, { search, kept }: Narrowing) {
  const { query } = search.understood
  const chosen = hasFilter(query, filter)
  const asked = askedInstead(search, chosen ? withoutFilter(query, filter) : narrowed(query, filter))
  return asked === undefined ? [] : [{ label, messages, chosen, url: searchUrl('/search', asked, kept) }]
}
