// The order in which a thread is read: each message after the one it answers, oldest answer first.

/** What the order is made of; `datedAt` then `id` order brothers. */
export interface Leaf {
  readonly id: number
  readonly parentId: number | undefined
  readonly datedAt: Date
}

/** A message in its place; `depth` 0 starts the thread or answers nothing that is shown. */
export interface Placed<T extends Leaf> {
  readonly leaf: T
  readonly depth: number
}

/**
 * Puts every message exactly once in reading order. Walks without recursion, so any depth will do; a message whose
 * parent is not among these, or is its own descendant, starts a branch of its own.
 */
export function inTreeOrder<T extends Leaf>(leaves: readonly T[]): Placed<T>[] {
  const oldestFirst = [...leaves].sort((a, b) => a.datedAt.getTime() - b.datedAt.getTime() || a.id - b.id)
  const known = new Set(oldestFirst.map((leaf) => leaf.id))
  const answers = Map.groupBy(oldestFirst, (leaf) =>
    known.has(leaf.parentId ?? -1) ? leaf.parentId : undefined,
  )
  const placed: Placed<T>[] = []
  const seen = new Set<number>()
  // First the real beginnings; what is left over after those belongs to circles, entered at their oldest.
  for (const start of [...(answers.get(undefined) ?? []), ...oldestFirst]) {
    const stack: Placed<T>[] = [{ leaf: start, depth: 0 }]
    for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
      if (seen.has(top.leaf.id)) continue
      seen.add(top.leaf.id)
      placed.push(top)
      const depth = top.depth + 1
      for (const leaf of answers.get(top.leaf.id)?.toReversed() ?? []) stack.push({ leaf, depth })
    }
  }
  return placed
}
