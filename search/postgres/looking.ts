// Each tier of a question is asked about the newest months first; where that isn't enough all are asked once more, from
// further back, which nearly always ends it.
import type { Db } from '#store/database.ts'
import { asksIndex } from './matching.ts'
import { type Looking, lookFrom, mostOf, type Row, type Tiers } from './tiers.ts'
import { AT_ONCE, EVER, nextStep, type Step, type Windows } from './windows.ts'

export interface Looked {
  /** Tier after tier, each the newest first. */
  readonly rows: readonly Row[]
  readonly count: number
  /** `all`: there are no more than counted. */
  readonly counts: 'all' | 'at-least'
}

/** Messages from an offset on, and how many there are, as far as was looked for `enough`. */
export async function look(db: Db, windows: Windows, asked: Tiers, looking: Looking): Promise<Looked> {
  const { readable, tiers } = asked
  const { enough } = looking
  const ways = await Promise.all(
    tiers.map((compiled) => (asksIndex({ compiled, readable }) === 'asks' ? windows.steps(db) : AT_ONCE)),
  )
  for (let at: readonly number[] = tiers.map(() => 0); ; ) {
    const froms = at.map((step, n) => ways[n]![step]!.from)
    const { rows, counts } = await lookFrom(db, asked, froms, looking)
    const next = furtherBack(ways, at, counts, enough)
    if (next === undefined) return { rows, ...counted(asked, froms, counts, enough) }
    at = next
  }
}

/** Where each tier is asked next; undefined when enough were found, or all. */
function furtherBack(
  ways: readonly (readonly Step[])[],
  at: readonly number[],
  counts: readonly number[],
  enough: number,
): readonly number[] | undefined {
  let before = 0
  for (const [n, steps] of ways.entries()) {
    const count = counts[n]!
    before += count
    if (before >= enough) return undefined
    if (at[n] === steps.length - 1) continue
    // The tiers after it were not asked where it has found some.
    const last = count === 0 ? ways.length - 1 : n
    return at.map((step, tier) =>
      tier < n || tier > last ? step : nextStep(ways[tier]!, step, counts[tier]!, enough),
    )
  }
  return undefined
}

function counted(
  { tiers }: Tiers,
  froms: readonly number[],
  counts: readonly number[],
  enough: number,
): Pick<Looked, 'count' | 'counts'> {
  const [count, last] = [counts.reduce((all, one) => all + one, 0), counts.at(-1)!]
  const isAll = count - last < enough && froms.at(-1) === EVER.from && last < mostOf(tiers.at(-1)!, enough)
  return { count, counts: isAll ? 'all' : 'at-least' }
}
