// What a result is made of: its timeline and its facets. It takes longer than a page of hits, and comes after it.
import type { SearchDesk } from '../needs.ts'
import { listsOf } from './asked.ts'
import { facetGroups, type Narrowing } from './facets.ts'
import { timelineView } from './timeline.ts'

export async function overviewOf(desk: SearchDesk, narrowing: Narrowing) {
  const { search } = narrowing
  const what = { query: search.understood.query, lists: listsOf(search, desk) }
  const [facets, timeline] = await Promise.all([desk.facets(what), desk.timeline(what)])
  const groups = facetGroups(facets, narrowing)
  const picture = timelineView(timeline, narrowing)
  return {
    groups,
    timeline: picture,
    empty: groups.length === 0 && picture === undefined,
    // Of a very large result only the newest are looked at.
    newest: facets.counts === 'newest' ? facets.counted : undefined,
  }
}
