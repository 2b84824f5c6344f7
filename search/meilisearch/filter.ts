// Meilisearch's filter expressions as data, and in its writing
// (meilisearch.com/docs, "Filter expression reference").

/** Attributes of a document that filters ask for (document.ts). */
export type Attribute = 'id' | 'at' | 'lists' | 'kinds' | 'words' | 'pairs'

export type Filter =
  | 'all'
  | 'none'
  | { readonly attribute: Attribute; readonly in: readonly (string | number)[] }
  | { readonly attribute: Attribute; readonly startsWith: string }
  | { readonly attribute: Attribute; readonly compare: '>=' | '<'; readonly to: number }
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }

/** At least one of the attribute's values is one of these. */
export function oneOf(attribute: Attribute, values: readonly (string | number)[]): Filter {
  return values.length === 0 ? 'none' : { attribute, in: values }
}

/** At least one of the attribute's values begins so. */
export const beginning = (attribute: Attribute, startsWith: string): Filter => ({ attribute, startsWith })

/** From this number on. */
export const atLeast = (attribute: Attribute, to: number): Filter => ({ attribute, compare: '>=', to })
/** Below this number. */
export const below = (attribute: Attribute, to: number): Filter => ({ attribute, compare: '<', to })

export function allOf(parts: readonly Filter[]): Filter {
  if (parts.includes('none')) return 'none'
  const asked = parts.filter((part) => part !== 'all')
  return asked.length > 1 ? { and: asked } : (asked[0] ?? 'all')
}

export function anyOf(parts: readonly Filter[]): Filter {
  if (parts.includes('all')) return 'all'
  const asked = parts.filter((part) => part !== 'none')
  return asked.length > 1 ? { or: asked } : (asked[0] ?? 'none')
}

export function allBut(part: Filter): Filter {
  if (part === 'all') return 'none'
  return part === 'none' ? 'all' : { not: part }
}

/** In Meilisearch's writing; neither 'all' nor 'none' has one. As deep as the question's parentheses are. */
export function printed(filter: Exclude<Filter, 'all' | 'none'>): string {
  if ('in' in filter) return `${filter.attribute} IN [${filter.in.map(value).join(', ')}]`
  if ('startsWith' in filter) return `${filter.attribute} STARTS WITH ${value(filter.startsWith)}`
  if ('compare' in filter) return `${filter.attribute} ${filter.compare} ${value(filter.to)}`
  if ('not' in filter) return `NOT ${enclosed(filter.not)}`
  return 'and' in filter ? filter.and.map(enclosed).join(' AND ') : filter.or.map(enclosed).join(' OR ')
}

function enclosed(filter: Filter): string {
  if (typeof filter === 'string') throw new Error('A filter inside another is made by allOf, anyOf or allBut')
  return 'and' in filter || 'or' in filter ? `(${printed(filter)})` : printed(filter)
}

function value(one: string | number): string {
  return typeof one === 'number' ? String(one) : `"${one.replace(/[\\"]/g, '\\$&')}"`
}
