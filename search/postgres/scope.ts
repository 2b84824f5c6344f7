// Lists by name, as somebody types it, and which may be shown. The tables are lists/'s; search only reads them.
import type { Db } from '#store/database.ts'
import type { EngineNote, Scope } from '../engine.ts'
import { foldedText } from '../fold.ts'
import type { Query } from '../query/tree.ts'
import type { Readable } from './matching.ts'

/** The lists of a scope, by number. */
export async function readableIn(db: Db, scope: Scope): Promise<Readable> {
  if (scope === 'all') return 'all'
  if (!('sql' in scope)) return scope
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `select s.id from (${scope.sql}) s(id)`,
    scope.bindings,
  )
  return rows.map((row) => row.id)
}

export interface Names {
  /** Lists of this name, or of spaces of this name, that may be shown. */
  listsNamed(kind: 'list' | 'space', name: string): readonly number[]
  readonly notes: readonly EngineNote[]
}

/** What the names in a question stand for; one that stands for nothing that may be shown is noted. */
export async function namesIn(db: Db, query: Query, readable: Readable): Promise<Names> {
  const asked = namesAsked(query)
  if (asked.length === 0) return { listsNamed: () => [], notes: [] }
  const { rows } = await db.raw<{ rows: Named[] }>(
    `select l.id, l.address, l.title, s.slug, s.name as "spaceName",
            array(select a.address from list_addresses a where a.list_id = l.id and a.intent = 'post') as others
       from lists l join spaces s on s.id = l.space_id where ?::bigint[] is null or l.id = any(?::bigint[])`,
    readable === 'all' ? [null, null] : [[...readable], [...readable]],
  )
  const listsNamed = (kind: 'list' | 'space', name: string) =>
    rows.filter((row) => (kind === 'list' ? isList(row, name) : isSpace(row, name))).map((row) => row.id)
  const notes = asked
    .filter(({ kind, name }) => listsNamed(kind, name).length === 0)
    .map(({ kind, name }): EngineNote => ({ name: `unknown-${kind}`, text: name }))
  return { listsNamed, notes }
}

interface Named {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly slug: string
  readonly spaceName: string
  readonly others: readonly string[]
}

function isList({ address, title, others }: Named, name: string): boolean {
  const addresses = [address, ...others]
  if (name.includes('@')) return addresses.includes(name)
  const folded = foldedText(name, '')
  return (
    addresses.some((one) => one.slice(0, one.lastIndexOf('@')) === name) || foldedText(title, '') === folded
  )
}

function isSpace({ slug, spaceName }: Named, name: string): boolean {
  return slug === name || foldedText(spaceName, '') === foldedText(name, '')
}

function namesAsked(query: Query): { kind: 'list' | 'space'; name: string }[] {
  switch (query.kind) {
    case 'list':
    case 'space':
      return [{ kind: query.kind, name: query.name }]
    case 'and':
    case 'or':
      return query.parts.flatMap(namesAsked)
    case 'not':
      return namesAsked(query.part)
    default:
      return []
  }
}
