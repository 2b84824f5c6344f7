import { tellingWords } from '../little-words.ts'
import type { Query } from './tree.ts'

/** All of these at once; everything when there are none. */
export function allOf(parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === 'and' ? part.parts : [part]))
  const asked = flat.filter((part) => part.kind !== 'everything')
  if (asked.length > 1) return { kind: 'and', parts: asked }
  return asked[0] ?? { kind: 'everything' }
}

/** At least one of these; everything when there are none. */
export function anyOf(parts: readonly Query[]): Query {
  const flat = parts.flatMap((part) => (part.kind === 'or' ? part.parts : [part]))
  if (flat.length > 1) return { kind: 'or', parts: flat }
  return flat[0] ?? { kind: 'everything' }
}

/** All but this. */
export function butNot(part: Query): Query {
  return part.kind === 'not' ? part.part : { kind: 'not', part }
}

/** All of them, but for little words: beside others that tell, « les » and « the » ask for nearly every message. */
export function together(parts: readonly Query[]): Query {
  const all = allOf(parts)
  if (all.kind !== 'and') return all
  const telling = all.parts.filter((part) => !isLittle(part))
  return telling.some((part) => part.kind !== 'not') ? allOf(telling) : all
}

function isLittle(part: Query): boolean {
  return part.kind === 'word' && part.zone === 'anywhere' && tellingWords([part.word]).length === 0
}
