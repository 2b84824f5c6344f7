export const MAX_QUERY = 500 // characters
const MAX_ADDRESS = 254

export const sortAsked = (sort: unknown): 'date' | 'relevance' =>
  sort === 'relevance' ? 'relevance' : 'date'

/** A list's address as asked for; undefined for all lists. */
export function listAsked(list: unknown): string | undefined {
  if (typeof list !== 'string') return undefined
  const address = list.trim().toLowerCase()
  return address === '' || address.length > MAX_ADDRESS ? undefined : address
}
