// What a question has become: codes that every match has, which the index answers, and what is still to be looked at
// in what the index gave. Words alone need no second look.
import { both, type Codes, either } from './overlaps.ts'
import { allTrue, anyTrue, overlapping, type Sql, sql, untrue } from './sql.ts'

/**
 * A condition: `c` is an entry without its words, `w.words` are these. The entries have one of the codes `within`, so
 * that no others need be thought of.
 */
export type Look = (within: Codes) => Sql

export interface Compiled {
  readonly index: Codes
  /** True of what the index gave and the question means; where there is none, of all that the index gave. */
  readonly look?: Look
  /** True of any entry that the question means, whatever the index gave. */
  readonly whole: Look
  readonly reads: 'words' | 'entry'
  /** Ids of the only messages that may match, when they are few. */
  readonly messages?: Sql
}

/** What the index knows all of. */
export function exact(index: Codes): Compiled {
  const whole = (within: Codes) => inSet('(c.message_id, c.part)', 'e.message_id, e.part', index, within)
  return { index, whole, reads: 'entry' }
}

/** What the index narrows, and a look at the entry or its words tells. */
export function looked(index: Codes, condition: Sql, reads: Compiled['reads'] = 'entry'): Compiled {
  const look = () => condition
  return index === 'none' ? exact('none') : { index, look, whole: look, reads }
}

/** Only these messages. */
export function among(messages: Sql): Compiled {
  return { ...looked('all', sql(`c.message_id in (${messages.sql})`, ...messages.bindings)), messages }
}

export function allOf(parts: readonly Compiled[]): Compiled {
  const looks = parts.flatMap((part) => part.look ?? [])
  const messages = parts.find((part) => part.messages !== undefined)?.messages
  return {
    index: both(parts.map((part) => part.index)),
    ...(looks.length > 0 && { look: (within) => allTrue(looks.map((look) => look(within))) }),
    whole: (within) => allTrue(parts.map((part) => part.whole(within))),
    reads: readsOf(parts),
    ...(messages && { messages }),
  }
}

export function anyOf(parts: readonly Compiled[]): Compiled {
  const whole: Look = (within) => anyTrue(parts.map((part) => part.whole(within)))
  const mustLook = parts.some((part) => part.look !== undefined)
  const messages = parts.flatMap((part) => part.messages ?? [])
  return {
    index: either(parts.map((part) => part.index)),
    ...(mustLook && { look: whole }),
    whole,
    reads: mustLook ? readsOf(parts) : 'entry',
    ...(messages.length === parts.length && { messages: unionOf(messages) }),
  }
}

/** A message of several parts has a word when one of them has it. */
export function allBut(part: Compiled): Compiled {
  if (part.index === 'none') return exact('all')
  const look: Look =
    part.look === undefined
      ? (within) => untrue(inSet('c.message_id', 'e.message_id', part.index, within))
      : (within) => untrue(part.whole(within))
  return { index: 'all', look, whole: look, reads: part.reads }
}

function inSet(what: string, columns: string, index: Codes, within: Codes): Sql {
  const condition = overlapping(both([index, within]))
  if (index === 'all' || index === 'none') return overlapping(index)
  return sql(
    `${what} in (select ${columns} from search_entries e where ${condition.sql})`,
    ...condition.bindings,
  )
}

function readsOf(parts: readonly Compiled[]): Compiled['reads'] {
  return parts.some((part) => part.reads === 'words') ? 'words' : 'entry'
}

function unionOf(parts: readonly Sql[]): Sql {
  return sql(parts.map((part) => part.sql).join(' union all '), ...parts.flatMap((part) => part.bindings))
}
