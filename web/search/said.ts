// What was understood, in a sentence: « dont l’auteur est « anne », avant le 12 mars 2019, contenant « atelier » ».
import { explain, type Said } from '#search/query/explain.ts'
import type { Query } from '#search/query/tree.ts'
import { monthName, span } from '../moments.ts'
import type { Language, ReadableList } from '../needs.ts'
import { type SentenceKey, say } from '../sentences.ts'

const MAX_CLAUSES = 12 // of one level: a sentence, not a page
const listsIn = (locale: string) => ({
  conjunction: new Intl.ListFormat(locale, { type: 'conjunction' }),
  disjunction: new Intl.ListFormat(locale, { type: 'disjunction' }),
})
const LISTS = { fr: listsIn('fr-FR'), en: listsIn('en-GB') } as const satisfies Record<Language, object>
const QUOTES: Record<Language, readonly [string, string]> = { fr: ['«\u202f', '\u202f»'], en: ['“', '”'] }

/** For whom it is said; lists and spaces that they may read are called by their names. */
export interface Hearer {
  readonly language: Language
  readonly lists: readonly ReadableList[]
}

/** What follows « 12 messages ». */
export function said(query: Query, hearer: Hearer): string {
  return clause(explain(query), hearer)
}

// As deep as the parser lets parentheses be.
function clause(one: Said, hearer: Hearer): string {
  const { language } = hearer
  if (one.key === 'and') return joined(one.parts, hearer, ', ')
  if (one.key === 'or') return alternatives(one.parts, hearer)
  if (one.key === 'not') return exception(one.parts, hearer)
  return say(language, `search.said.${one.key}`, {
    what: words(one, hearer, 'conjunction'),
    ...days(one, language),
  })
}

function joined(parts: readonly Said[], hearer: Hearer, between: string): string {
  const shown = parts.slice(0, MAX_CLAUSES).map((part) => clause(part, hearer))
  return shown.join(between) + (parts.length > MAX_CLAUSES ? '…' : '')
}

// « contenant « vélo » ou « trottinette » » where all are of a kind, else « soit …, soit … ».
function alternatives(parts: readonly Said[], hearer: Hearer): string {
  const { language } = hearer
  const [first, ...others] = parts
  const items = parts.flatMap((part) => part.items)
  if (first !== undefined && items.length === parts.length && others.every(({ key }) => key === first.key))
    return say(language, `search.said.${first.key}`, {
      what: words({ ...first, items }, hearer, 'disjunction'),
    })
  const each = parts
    .slice(0, MAX_CLAUSES)
    .map((part) => say(language, 'search.said.or', { what: within(part, hearer) }))
  return each.join(', ') + (parts.length > MAX_CLAUSES ? '…' : '')
}

function exception(parts: readonly Said[], hearer: Hearer): string {
  const [part] = parts
  if (part === undefined) return ''
  if (part.key === 'word.anywhere' || part.key === 'phrase.anywhere')
    return say(hearer.language, 'search.said.without', { what: words(part, hearer, 'disjunction') })
  return say(hearer.language, 'search.said.not', { what: within(part, hearer) })
}

function within(part: Said, hearer: Hearer): string {
  const and = say(hearer.language, 'search.said.and')
  return part.key === 'and' ? joined(part.parts, hearer, ` ${and} `) : clause(part, hearer)
}

function words({ key, items }: Said, hearer: Hearer, type: 'conjunction' | 'disjunction'): string {
  const { language } = hearer
  const [open, close] = QUOTES[language]
  const shown = items
    .slice(0, MAX_CLAUSES)
    .map((item) => named(key, item, hearer))
    .map((item) => (key === 'list' || key === 'space' ? item : open + item + close))
  return LISTS[language][type].format(shown)
}

function named(key: Said['key'], item: string, { lists }: Hearer): string {
  if (key === 'list') return lists.find((list) => isCalled(list.address, item))?.title ?? item
  if (key === 'space') return lists.find(({ space }) => space.slug === item)?.space.name ?? item
  return item
}

const isCalled = (address: string, name: string): boolean =>
  address === name || (!name.includes('@') && address.startsWith(`${name}@`))

function days({ key, from, last, until }: Said, language: Language): Record<string, string> {
  const day = (iso: string) => {
    const at = new Date(`${iso}T12:00:00Z`)
    return span(at, at, language, 'UTC').from
  }
  if (key === 'dates.year' && from !== undefined) return { from: from.slice(0, 4) }
  if (key === 'dates.month' && from !== undefined)
    return { from: monthName(from.slice(0, 7), language, 'with-year') }
  return {
    ...(from !== undefined && { from: day(from) }),
    ...(last !== undefined && { last: day(last) }),
    ...(until !== undefined && { until: day(until) }),
  }
}

/** The sentences that clauses are made of, for who checks that none is missing. */
export const sentenceOf = (key: Said['key']): SentenceKey => `search.said.${key}`
