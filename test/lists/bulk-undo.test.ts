// What an owner did to many is undone to the letter, and nobody's own act since is touched.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { add } from '#lists/errands/owners/add.ts'
import type { By } from '#lists/errands/owners/kind.ts'
import { remove } from '#lists/errands/owners/remove.ts'
import { undo } from '#lists/errands/owners/undo.ts'
import type { List } from '#lists/lists.ts'
import type { Mode } from '#lists/modes.ts'
import { ensurePerson } from '#lists/people.ts'
import { changeReceiving, leave, subscribe } from '#lists/subscriptions.ts'
import type { Tx } from '#store/database.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())

const PEOPLE = 24
const ROUNDS = 12
const address = (n: number) => `p${n}@free.example`

/** Numbers that look random and are the same in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1
  return (below) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

type Step = (tx: Tx, list: List, n: number) => Promise<unknown>
const idOf = async (tx: Tx, n: number) =>
  (await ensurePerson(tx, { address: address(n), verified: 'verified' })).id
const join =
  (mode: Mode | undefined, source: 'own' | 'added'): Step =>
  (tx, list, n) =>
    subscribe(tx, list, { address: address(n), source, evidence: 'confirmed', ...(mode && { mode }) })

const begin: readonly Step[] = [
  async () => {},
  (tx, _list, n) => idOf(tx, n),
  join(undefined, 'own'),
  join('titles', 'added'),
  async (tx, list, n) => {
    await join('digest', 'own')(tx, list, n)
    await changeReceiving(tx, list, await idOf(tx, n), { pausedThrough: '2099-08-15', hidden: true })
  },
  async (tx, list, n) => {
    await join(undefined, 'own')(tx, list, n)
    await leave(tx, list.id, await idOf(tx, n), 'confirmed')
  },
]
const since: readonly Step[] = [
  async (tx, list, n) => leave(tx, list.id, await idOf(tx, n), 'confirmed'),
  async (tx, list, n) => changeReceiving(tx, list, await idOf(tx, n), { pausedThrough: 'open' }),
  async (tx, list, n) => {
    await leave(tx, list.id, await idOf(tx, n), 'confirmed')
    await join('notices', 'own')(tx, list, n)
  },
]

/** Everything that the list knows of each person. */
async function known(list: List): Promise<Map<number, unknown>> {
  const { rows } = await site.database.db.raw(
    `select a.address, to_jsonb(r) as reason, to_jsonb(f) as preference, to_jsonb(e) as exclusion
       from addresses a
       left join reasons r on r.person_id = a.person_id and r.list_id = :list
       left join preferences f on f.person_id = a.person_id and f.list_id = :list
       left join exclusions e on e.person_id = a.person_id and e.list_id = :list
      where a.address like 'p%@free.example'`,
    { list: list.id },
  )
  return new Map(
    rows.map(({ address: one, ...all }: { address: string }) => [Number(/\d+/.exec(one)![0]), all]),
  )
}
const nothing = { reason: null, preference: null, exclusion: null }

test.each(Array.from({ length: ROUNDS }, (_, n) => n))('round %i', async (round) => {
  const roll = dice(round + 1)
  const { db } = site.database
  const list = await site.list(`l${round}@velo15.example`, 'discussion')
  const tx = <T>(act: (tx: Tx) => Promise<T>) => db.transaction(act)
  const owner = await tx((t) => ensurePerson(t, { address: 'olga@orange.example', verified: 'verified' }))
  const by: By = { personId: owner.id, address: 'olga@orange.example', name: 'Olga', roles: ['owner'] }
  const everyone = Array.from({ length: PEOPLE }, (_, n) => n)
  for (const n of everyone) await tx((t) => begin[roll(begin.length)]!(t, list, n))
  const before = await known(list)
  const named = everyone.filter(() => roll(3) > 0)
  const kind = roll(2) === 0 ? 'add' : 'remove'
  const wanted = {
    kind,
    people: named.map((n) => ({ address: address(n), written: address(n), name: '' })),
    unread: [],
    tooMany: 0,
    mails: 'quiet',
    words: '',
  } as const
  const { bulkId } = await tx((t) =>
    (kind === 'add' ? add : remove).carryOut(t, site.ground, list, wanted, by),
  )
  const changed = await known(list)
  const touched = named.filter(
    (n) => JSON.stringify(changed.get(n) ?? nothing) !== JSON.stringify(before.get(n) ?? nothing),
  )
  const acted = touched.filter(() => roll(4) === 0)
  for (const n of acted) await tx((t) => since[roll(since.length)]!(t, list, n))
  const own = await known(list)
  const { sections } = await tx((t) =>
    undo.carryOut(t, site.ground, list, { kind: 'undo', bulkId: bulkId! }, by),
  )
  const after = await known(list)
  for (const n of everyone)
    expect([n, after.get(n) ?? nothing]).toEqual([n, (acted.includes(n) ? own : before).get(n) ?? nothing])
  expect(sections.find(({ what }) => what === 'kept')!.count).toBe(acted.length)
  // Nothing is left to undo a second time.
  expect(await tx((t) => undo.carryOut(t, site.ground, list, { kind: 'undo', bulkId: bulkId! }, by))).toEqual(
    {
      sections: [],
    },
  )
})
