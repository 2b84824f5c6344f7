// What a question has become: codes that every match has, which the index answers, and what is still to be looked at
// in what the index gave. Words alone need no second look.
import { both, type Codes, either } from './overlaps.ts'
import { allTrue, anyTrue, FALSE, overlapping, type Sql, sql, TRUE, untrue } from './sql.ts'

/** In the SQL `c` is an entry without its words, `w.words` are these. */
export interface Compiled {
  readonly index: Codes
  /** True of what the index gave and the question means. */
  readonly look: Sql
  /** True of any entry that the question means, whatever the index gave. */
  readonly whole: Sql
  readonly reads: 'words' | 'entry'
  /** Ids of the only messages that may match, when they are few. */
  readonly messages?: Sql
}

/** What the index knows all of. */
export function exact(index: Codes): Compiled {
  if (index === 'all') return { index, look: TRUE, whole: TRUE, reads: 'entry' }
  if (index === 'none') return { index, look: FALSE, whole: FALSE, reads: 'entry' }
  const { sql: condition, bindings } = overlapping(index)
  const whole = sql(
    `(c.message_id, c.part) in (select e.message_id, e.part from search_entries e where ${condition})`,
    ...bindings,
  )
  return { index, look: TRUE, whole, reads: 'entry' }
}

/** What the index narrows, and a look at the entry or its words tells. */
export function looked(index: Codes, look: Sql, reads: Compiled['reads'] = 'entry'): Compiled {
  return index === 'none' ? exact('none') : { index, look, whole: look, reads }
}

/** Only these messages. */
export function among(messages: Sql): Compiled {
  const look = sql(`c.message_id in (${messages.sql})`, ...messages.bindings)
  return { index: 'all', look, whole: look, reads: 'entry', messages }
}

export function allOf(parts: readonly Compiled[]): Compiled {
  const messages = parts.find((part) => part.messages !== undefined)?.messages
  return {
    index: both(parts.map((part) => part.index)),
    look: allTrue(parts.map((part) => part.look)),
    whole: allTrue(parts.map((part) => part.whole)),
    reads: readsOf(parts),
    ...(messages && { messages }),
  }
}

export function anyOf(parts: readonly Compiled[]): Compiled {
  const whole = anyTrue(parts.map((part) => part.whole))
  const isKnown = parts.every((part) => part.look === TRUE)
  const messages = parts.flatMap((part) => part.messages ?? [])
  return {
    index: either(parts.map((part) => part.index)),
    look: isKnown ? TRUE : whole,
    whole,
    reads: isKnown ? 'entry' : readsOf(parts),
    ...(messages.length === parts.length && { messages: unionOf(messages) }),
  }
}

/** A message of several parts has a word when one of them has it. */
export function allBut(part: Compiled): Compiled {
  if (part.index === 'none') return exact('all')
  if (part.look !== TRUE) return looked('all', untrue(part.whole), part.reads)
  const { sql: condition, bindings } = overlapping(part.index)
  const has = sql(
    `c.message_id in (select e.message_id from search_entries e where ${condition})`,
    ...bindings,
  )
  return part.index === 'all' ? exact('none') : looked('all', untrue(has))
}

function readsOf(parts: readonly Compiled[]): Compiled['reads'] {
  return parts.some((part) => part.reads === 'words') ? 'words' : 'entry'
}

function unionOf(parts: readonly Sql[]): Sql {
  return sql(parts.map((part) => part.sql).join(' union all '), ...parts.flatMap((part) => part.bindings))
}
