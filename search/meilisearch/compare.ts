// Whether Meilisearch has what the archive shows.
import type { RecordAny } from 'meilisearch'
import type { Difference } from '../engine.ts'
import type { Asking } from './ask.ts'
import { mustBeReady } from './ask.ts'
import { allOf, atLeast, below, type Filter, printed } from './filter.ts'
import { shownIn } from './names.ts'
import { reach } from './server.ts'

/** Documents read at once. */
const READ_AT_ONCE = 1_000

export async function compare(
  asking: Asking,
  range: { readonly first: number; readonly last: number },
): Promise<Difference> {
  await mustBeReady(asking)
  const [wanted, indexed] = await Promise.all([shownIn(asking.db, range), documentsBetween(asking, range)])
  const isSame = (id: number) => {
    const [a, b] = [wanted.get(id) ?? [], indexed.get(id) ?? []].map((lists) =>
      [...lists].sort((x, y) => x - y),
    )
    return String(a) === String(b)
  }
  return {
    missing: [...wanted.keys()].filter((id) => !indexed.has(id)),
    stray: [...indexed.keys()].filter((id) => !wanted.has(id) || !isSame(id)),
    checked: wanted.size,
  }
}

async function documentsBetween(
  { server, index }: Asking,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<Map<number, readonly number[]>> {
  const found = new Map<number, readonly number[]>()
  const filter = printed(
    allOf([atLeast('id', first), below('id', last + 1)]) as Exclude<Filter, 'all' | 'none'>,
  )
  for (let offset = 0; ; offset += READ_AT_ONCE) {
    const { results } = await reach(
      server.telling
        .index<RecordAny & { id: number; lists: number[] }>(index)
        .getDocuments({ filter, fields: ['id', 'lists'], offset, limit: READ_AT_ONCE }),
    )
    for (const { id, lists } of results) found.set(id, lists.map(Number))
    if (results.length < READ_AT_ONCE) return found
  }
}
