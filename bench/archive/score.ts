// How well questions were answered: by kind, how many exactly, and what was missed or wrongly found.
import type { Answers, Needle } from './answers.ts'

/** An answer: what was found, or how many where only that was asked. */
export interface Given {
  readonly ids?: readonly string[]
  readonly count?: number
}

/** By id: a needle's; `thread:ROOT`; `author:ADDRESS`, `month:MONTH` and so on, as the shared scorer names them. */
export type GivenAnswers = ReadonlyMap<string, Given>

/** A question that was not answered exactly. */
export interface Miss {
  readonly id: string
  readonly query: string
  /** Message-IDs, a few. */
  readonly missing: readonly string[]
  readonly wrong: readonly string[]
}

export interface KindScore {
  readonly asked: number
  readonly exact: number
  /** Found of what was to be found, and right of what was found; 0 to 1. */
  readonly recall: number
  readonly precision: number
  /** Planted on purpose, and found. */
  readonly decoys: number
}

export interface Score {
  readonly kinds: Readonly<Record<string, KindScore>>
  readonly asked: number
  readonly exact: number
  readonly threads: { readonly asked: number; readonly exact: number }
  readonly counts: { readonly asked: number; readonly exact: number }
  readonly misses: readonly Miss[]
  readonly unanswered: readonly string[]
}

const SHOWN = 3 // Message-IDs of a miss

/** Scores what was given; questions without an answer count as missed. */
export function score(answers: Answers, given: GivenAnswers): Score {
  const misses: Miss[] = []
  const kinds: Record<string, KindScore> = {}
  for (const kind of new Set(answers.needles.map((needle) => needle.kind))) {
    const needles = answers.needles.filter((needle) => needle.kind === kind)
    kinds[kind] = kindScore(needles, given, misses)
  }
  const threads = answers.threads.map(({ root, subject, ids }) =>
    exactly({ id: threadId(root), query: subject }, ids, given, misses),
  )
  const counts = countsAsked(answers).map(({ id, count }) => given.get(id)?.count === count)
  const asked = [...answers.needles.map(({ id }) => id), ...answers.threads.map(({ root }) => threadId(root))]
  return {
    kinds,
    asked: answers.needles.length,
    exact: Object.values(kinds).reduce((sum, kind) => sum + kind.exact, 0),
    threads: { asked: threads.length, exact: threads.filter(Boolean).length },
    counts: { asked: counts.length, exact: counts.filter(Boolean).length },
    misses,
    unanswered: asked.filter((id) => !given.has(id)),
  }
}

export const threadId = (root: string): string => `thread:${root}`

interface CountAsked {
  readonly id: string
  readonly count: number
  readonly asks: { readonly from?: string; readonly list?: string; readonly date?: string }
}

const TIME_ZONE = 'Europe/Paris'

/** What is answered by counting; of another time zone only what no day bounds, for months have other mails at their ends. */
export function countsAsked({ counts, meta }: Pick<Answers, 'counts' | 'meta'>): CountAsked[] {
  const asked: CountAsked[] = [
    ...counts.author.map(({ address, count }) => ({
      id: `author:${address}`,
      count,
      asks: { from: address },
    })),
    ...counts.month.map(({ month, count }) => ({ id: `month:${month}`, count, asks: { date: month } })),
    ...counts.author_year.map(({ address, year, count }) => ({
      id: `author_year:${address} ${year}`,
      count,
      asks: { from: address, date: year },
    })),
    ...counts.list_year.map(({ list, year, count }) => ({
      id: `list_year:${list} ${year}`,
      count,
      asks: { list, date: year },
    })),
  ]
  return meta.timeZone === TIME_ZONE ? asked : asked.filter(({ asks }) => asks.date === undefined)
}

function kindScore(needles: readonly Needle[], given: GivenAnswers, misses: Miss[]): KindScore {
  const found = needles.map(({ id }) => new Set(given.get(id)?.ids ?? []))
  const hits = needles.map(({ expect }, n) => expect.filter((id) => found[n]!.has(id)).length)
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
  const [right, wanted, all] = [
    sum(hits),
    sum(needles.map(({ expect }) => expect.length)),
    sum(found.map((ids) => ids.size)),
  ]
  return {
    asked: needles.length,
    exact: needles.filter((needle) => exactly(needle, needle.expect, given, misses)).length,
    recall: wanted === 0 ? 1 : right / wanted,
    precision: all === 0 ? 1 : right / all,
    decoys: sum(needles.map(({ reject }, n) => reject.filter((id) => found[n]!.has(id)).length)),
  }
}

/** Whether all were found and nothing else; a miss is noted. */
function exactly(
  { id, query }: { readonly id: string; readonly query: string },
  expect: readonly string[],
  given: GivenAnswers,
  misses: Miss[],
): boolean {
  const ids = given.get(id)?.ids
  const found = new Set(ids ?? [])
  const missing = expect.filter((one) => !found.has(one))
  const wrong = [...found].filter((one) => !expect.includes(one))
  if (ids !== undefined && missing.length === 0 && wrong.length === 0) return true
  misses.push({ id, query, missing: missing.slice(0, SHOWN), wrong: wrong.slice(0, SHOWN) })
  return false
}
