// What a question names that has to be looked up before it can be asked.
import type { Query } from '../query/tree.ts'
import { compile, type Named, type Row } from './compile.ts'

export interface Wanted {
  /** Words whose forms are asked for. */
  readonly forms: ReadonlySet<string>
  /** Parts of addresses, and words that may be in one. */
  readonly addresses: ReadonlySet<string>
  /** ISO days. */
  readonly days: ReadonlySet<string>
  readonly messages: readonly Named[]
  readonly rows: readonly Row[]
}

/** Compiles a question to see what is asked for. */
export function wantedBy(query: Query): Wanted {
  const forms = new Set<string>()
  const addresses = new Set<string>()
  const days = new Set<string>()
  const messages: Named[] = []
  const rows: Row[] = []
  compile(query, {
    forms: (word) => {
      forms.add(word)
      return []
    },
    addresses: (part) => {
      addresses.add(part)
      return []
    },
    lists: () => [],
    messages: (leaf) => {
      messages.push(leaf)
      return []
    },
    instant: (day) => {
      days.add(day)
      return 0
    },
    row: (row) => {
      rows.push(row)
      return undefined
    },
  })
  return { forms, addresses, days, messages, rows }
}
