import { Command } from 'commander'
import { messageIdsOf, messagesLeft } from '#archive/searchable.ts'
import { SearchAway } from '#search/away.ts'
import type { Difference } from '#search/engine.ts'
import { waitingAmong } from '#search/meilisearch/updates.ts'
import type { Data } from '../../data.ts'
import { openEngines } from '../../searching.ts'
import { answer, onData } from '../answer.ts'
import { count } from '../import/leftovers.ts'
import { openBar } from '../progress.ts'

type Compare = (range: { first: number; last: number }) => Promise<Difference>

/** What was found of one engine; `away` where it could not be asked. */
interface Checked {
  readonly engine: 'postgres' | 'meilisearch'
  readonly checked: number
  /** Numbers of all. */
  readonly missing: number[]
  readonly stray: number[]
  away?: string
}

/** Messages compared at once. */
const AT_ONCE = 5_000
/** So many are named in words; --json names all. */
const NAMED = 10

export const indexCheckCommand = () =>
  new Command('check')
    .option('--json')
    .description('compare the search index with the archive; fails when they differ')
    .action(async (options: { json?: true }) =>
      onData(async (data) => {
        const { postgres, meilisearch } = openEngines(data)
        const checks = [await check(data, 'postgres', (range) => postgres.compare(range))]
        if (meilisearch)
          checks.push(
            await check(data, 'meilisearch', async (range) =>
              withoutWaiting(data, await meilisearch.engine.compare(range)),
            ),
          )
        const names = await messageIdsOf(
          data.db,
          checks.flatMap(({ missing, stray }) => [...missing.slice(0, NAMED), ...stray.slice(0, NAMED)]),
        )
        answer(checks, options, () => checks.flatMap((one) => inWords(one, names)).join('\n'))
        if (!checks.every(isSound)) process.exitCode = 1
      }),
    )

const isSound = ({ missing, stray, away }: Checked): boolean =>
  missing.length + stray.length === 0 && away === undefined

async function check({ db }: Data, engine: Checked['engine'], compare: Compare): Promise<Checked> {
  const { last } = await messagesLeft(db, 0)
  const bar = openBar()
  const found = { engine, checked: 0, missing: [] as number[], stray: [] as number[] }
  try {
    for (let first = 1; first <= last; first += AT_ONCE) {
      add(found, await compare({ first, last: Math.min(first + AT_ONCE - 1, last) }))
      bar.show(Math.min(first + AT_ONCE, last), last, `${count(found.checked)} messages`)
    }
    add(found, { ...(await compare({ first: last + 1, last: Number.MAX_SAFE_INTEGER })), missing: [] }) // filed meanwhile
    return found
  } catch (error) {
    if (!(error instanceof SearchAway)) throw error
    return { ...found, away: error.message }
  } finally {
    bar.end()
  }
}

function add(found: { checked: number; missing: number[]; stray: number[] }, part: Difference): void {
  found.checked += part.checked
  found.missing.push(...part.missing)
  found.stray.push(...part.stray)
}

/** What Meilisearch is yet to be told of is no difference. */
async function withoutWaiting({ db }: Data, difference: Difference): Promise<Difference> {
  const { missing, stray } = difference
  if (missing.length + stray.length === 0) return difference
  const waiting = await waitingAmong(db, [...missing, ...stray])
  return {
    ...difference,
    missing: missing.filter((id) => !waiting.has(id)),
    stray: stray.filter((id) => !waiting.has(id)),
  }
}

const NAMES = { postgres: 'PostgreSQL', meilisearch: 'Meilisearch' } as const

function inWords(one: Checked, names: ReadonlyMap<number, string>): string[] {
  const { engine, checked, missing, stray, away } = one
  if (away !== undefined) return [`${NAMES[engine]} cannot be asked: ${away}`]
  if (isSound(one)) return [`${NAMES[engine]} finds all ${count(checked)} messages where they are shown`]
  return [
    `${NAMES[engine]}, of ${count(checked)} messages that are shown:`,
    ...told(missing, 'not found where they are shown', names),
    ...told(stray, 'found where they are not shown', names),
    '  to mend it: relais index rebuild',
  ]
}

function told(ids: readonly number[], what: string, names: ReadonlyMap<number, string>): string[] {
  if (ids.length === 0) return []
  const more = ids.length - NAMED
  return [
    `  ${what}: ${count(ids.length)}`,
    ...ids
      .slice(0, NAMED)
      .map((id) => `    ${names.has(id) ? `<${names.get(id)}>` : `number ${id}, which there is none`}`),
    ...(more > 0 ? [`    … and ${count(more)} more`] : []),
  ]
}
