// The tree of a thread as nested lists, without recursion: each row says what to close and open before it. Of a long
// thread a stretch is shown: what answers a message before it stands at the margin, and says whom it answers.
import type { ThreadPlace } from '#archive/browse.ts'

const DEEPEST = 5 // deeper answers stand at this depth: on a phone there is no room for more

export interface OutlineRow {
  /** Its place in the thread, from 0. */
  readonly place: number
  /** Tags only: closes and opens list items so that the row stands at its depth. */
  readonly before: string
  /** The message it answers, where the rows do not show that by themselves. */
  readonly answers?: number
}

export interface Outline {
  readonly rows: readonly OutlineRow[]
  readonly end: string
}

/** The rows from place `first` on, `last` left out. */
export function outline(places: readonly ThreadPlace[], first: number, last: number): Outline {
  const depths = new Map<number, number>()
  const rows: OutlineRow[] = []
  let at = -1
  for (let place = first; place < Math.min(last, places.length); place++) {
    const { id, parentId } = places[place]!
    const above = parentId === undefined ? undefined : depths.get(parentId)
    const depth = above === undefined ? 0 : Math.min(above + 1, DEEPEST, at + 1)
    const before = depth > at ? '<ul><li>' : `${'</li></ul>'.repeat(at - depth)}</li><li>`
    const isPlain = above !== undefined && (above < DEEPEST || places[place - 1]?.id === parentId)
    rows.push({ place, before, ...(parentId !== undefined && !isPlain && { answers: parentId }) })
    depths.set(id, depth)
    at = depth
  }
  return { rows, end: '</li></ul>'.repeat(at + 1) }
}
