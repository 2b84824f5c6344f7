// The tree of a thread as nested lists, without recursion: each entry says what to close and open before it.
const DEEPEST = 5 // deeper answers stand at this depth: on a phone there is no room for more

export interface OutlineEntry {
  /** Tags only: closes and opens list items so that the entry stands at its depth. */
  readonly before: string
  readonly url: string
  readonly name: string
  readonly day: string
}

export interface Outline {
  readonly entries: readonly OutlineEntry[]
  readonly end: string
}

/** `rows` in tree order; `lines` are the same messages, ready to show; `url` of the i-th. */
export function outline(
  rows: readonly { readonly depth: number }[],
  lines: readonly { readonly author: { readonly name: string }; readonly day: string }[],
  url: (i: number) => string,
): Outline {
  let at = -1
  const entries = rows.map((row, i) => {
    // A thread whose first messages are lost may begin deep, and may jump: lists open one at a time.
    const depth = Math.min(row.depth, DEEPEST, at + 1)
    const before = depth > at ? '<ul><li>' : `${'</li></ul>'.repeat(at - depth)}</li><li>`
    at = depth
    return { before, url: url(i), name: lines[i]?.author.name ?? '', day: lines[i]?.day ?? '' }
  })
  return { entries, end: '</li></ul>'.repeat(at + 1) }
}
