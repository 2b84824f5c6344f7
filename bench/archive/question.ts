import type { Needle } from './answers.ts'

/** The question in Relais' query language. */
export function questionOf({ match, query }: Pick<Needle, 'match' | 'query'>): string {
  switch (match) {
    case 'term':
    case 'and':
      return query
    case 'phrase':
      return `"${query}"`
    case 'prefix':
      return `${query}*`
    case 'filename':
      return `fichier:${query}`
    case 'new':
      return `nouveau:${query}`
    case 'quoted':
      return `cité:${query}`
    case 'without':
      return query.split(' ').join(' -')
  }
}
