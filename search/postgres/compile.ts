// From the tree of a question to what PostgreSQL is asked.
import { urlHash } from '#mta/message/identity.ts'
import type { Dates, Leaf, Query } from '../query/tree.ts'
import { fileKindFact, HAS_ATTACHMENT, listFact } from './codes.ts'
import { compilePerson } from './compile-person.ts'
import { compileBeginning, compilePhrase, compileWord, zonesOf } from './compile-words.ts'
import { allBut, allOf, among, anyOf, type Compiled, exact, looked } from './compiled.ts'
import { factsOfDays } from './months.ts'
import { oneOf } from './overlaps.ts'
import { allTrue, type Sql, sql } from './sql.ts'
import type { Vocabulary } from './vocabulary.ts'
import { ANYWHERE, type Zone } from './zones.ts'

/** What a question's leaves are compiled with. */
export interface Context {
  readonly vocabulary: Vocabulary
  readonly listsNamed: (kind: 'list' | 'space', name: string) => readonly number[]
  readonly timeZone: string
  /** Where words without an operator are looked for. */
  readonly anywhere: readonly Zone[]
}

/** Compiles a question; its depth is bounded by search/query/parse.ts. */
export function compile(query: Query, context: Context): Compiled {
  switch (query.kind) {
    case 'everything':
      return exact('all')
    case 'and':
      return allOf(query.parts.map((part) => compile(part, context)))
    case 'or':
      return anyOf(query.parts.map((part) => compile(part, context)))
    case 'not':
      // What must not be there must be nowhere, even when the rest is looked for in subjects only.
      return allBut(compile(query.part, { ...context, anywhere: ANYWHERE }))
    default:
      return compileLeaf(query, context)
  }
}

function compileLeaf(leaf: Leaf, { vocabulary, listsNamed, timeZone, anywhere }: Context): Compiled {
  switch (leaf.kind) {
    case 'word':
      return compileWord(leaf.word, zonesOf(leaf.zone, anywhere), vocabulary)
    case 'phrase':
      return compilePhrase(leaf.words, zonesOf(leaf.zone, anywhere), vocabulary)
    case 'prefix': {
      const [before, beginning] = [leaf.words.slice(0, -1), leaf.words.at(-1) ?? '']
      return compileBeginning(before, beginning, zonesOf(leaf.zone, anywhere), vocabulary)
    }
    case 'person':
      return compilePerson(leaf, vocabulary)
    case 'list':
    case 'space': {
      const lists = listsNamed(leaf.kind, leaf.name)
      return looked(oneOf(lists.map(listFact)), sql('c.lists && ?::bigint[]', lists))
    }
    case 'dates':
      return looked(oneOf(factsOfDays(leaf)), betweenDays(leaf, timeZone))
    case 'has':
      return exact(oneOf([HAS_ATTACHMENT]))
    case 'file-kind':
      return exact(oneOf([fileKindFact(leaf.of)]))
    case 'id': {
      // A hash is made of the Message-ID; another message with the same one has `-2` after it.
      const hash = urlHash(leaf.messageId)
      return among(sql('select m.id from messages m where m.hash >= ? and m.hash < ?', hash, `${hash}.`))
    }
    case 'thread':
      return among(
        sql(
          `select p.message_id from threads t join postings p on p.thread_id = coalesce(t.merged_into, t.id)
            where t.hash = ? and p.state = 'shown'`,
          leaf.hash,
        ),
      )
  }
}

/** From the beginning of the first day to the beginning of the last, in that time zone. */
function betweenDays({ from, until }: Dates, timeZone: string): Sql {
  return allTrue([
    ...(from === undefined ? [] : [sql('c.dated_at >= ?::timestamp at time zone ?', from, timeZone)]),
    ...(until === undefined ? [] : [sql('c.dated_at < ?::timestamp at time zone ?', until, timeZone)]),
  ])
}
