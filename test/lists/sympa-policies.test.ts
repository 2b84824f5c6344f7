// Each way of joining and leaving that Sympa ships, and what says the same here.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changeList } from '#lists/list-changes.ts'
import type { List } from '#lists/lists.ts'
import { ensurePerson, personByAddress } from '#lists/people.ts'
import { grantRole } from '#lists/roles.ts'
import { seal } from '#lists/seal.ts'
import { subscribers } from '#lists/subscriptions.ts'
import { leaveByOneClick } from '#lists/unsubscribe.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { Header } from '#mta/message/header.ts'
import { mail } from '../support/mail.ts'
import { type TestSite, testSite } from '../support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await testSite()
})
afterAll(() => site.close())

const owner = 'olga@orange.example'
const me = 'jean@free.example'

/** Settings as `relais list set` takes them. */
type Said = Readonly<Record<string, string>>

/** `null`: needs S/MIME, which nobody here has. */
const joining: Readonly<Record<string, Said | null>> = {
  'subscribe.open': { subscribe: 'open' },
  'subscribe.open_notify': { subscribe: 'open', 'tell-owners': 'joins' },
  'subscribe.open_quiet': { subscribe: 'open', welcome: 'quiet' },
  'subscribe.auth': { subscribe: 'confirm' },
  'subscribe.auth_notify': { subscribe: 'confirm', 'tell-owners': 'joins' },
  'subscribe.auth_owner': { subscribe: 'confirm-moderated' },
  'subscribe.owner': { subscribe: 'moderated' },
  'subscribe.closed': { subscribe: 'closed' },
  'subscribe.smime': null,
  'subscribe.smimeorowner': null,
}
const leaving: Readonly<Record<string, Said>> = {
  'unsubscribe.open': { unsubscribe: 'open' },
  'unsubscribe.open_notify': { unsubscribe: 'open', 'tell-owners': 'leaves' },
  'unsubscribe.auth': { unsubscribe: 'confirm' },
  'unsubscribe.auth_notify': { unsubscribe: 'confirm', 'tell-owners': 'leaves' },
  'unsubscribe.owner': { unsubscribe: 'moderated' },
  'unsubscribe.closed': { unsubscribe: 'closed' },
}

/** Who asked to join and waits for a decision. */
const waiting = async (list: List): Promise<string[]> =>
  await site.database.db('join_requests').where({ list_id: list.id, done_at: null }).pluck('address')

let count = 0
async function listWith(said: Said | null, ...people: string[]): Promise<List> {
  const list = await site.list(`liste${++count}@velo15.example`, 'discussion', ...people)
  await site.database.db.transaction(async (tx) => {
    for (const [key, value] of Object.entries(said ?? {})) await changeList(tx, list, key, value)
    const { id } = await ensurePerson(tx, { address: owner, verified: 'verified' })
    await grantRole(tx, { personId: id, role: 'owner', listId: list.id })
    await tx('answered').delete()
  })
  return list
}

const ask = async (list: List, where: 'subscribe' | 'unsubscribe', evidence: EvidenceLevel = 'aligned') => {
  const to = list.address.replace('@', `-${where}@`)
  await site.receive(mail({ From: me, To: to }), [to], evidence)
  await site.work()
}
const notices = async (list: List, to: string): Promise<{ template: string; bytes: Buffer }[]> =>
  await site.database
    .db('notices')
    .where({ list_id: list.id, recipient: to })
    .orderBy('id')
    .select('template', 'bytes')
const templates = async (list: List, to: string) => (await notices(list, to)).map(({ template }) => template)
const answerLast = async (list: List) => {
  const from = Header.parse((await notices(list, me)).at(-1)!.bytes).header.first('From')!
  const to = /confirm\+[a-z2-7]+@\S+[a-z]/.exec(from)![0]
  await site.receive(mail({ From: me, To: to, 'In-Reply-To': '<x@y>' }, 'oui\n'), [to], 'none')
  await site.work()
}
const mine = async (list: List) =>
  (await subscribers(site.database.db, list.id)).find(({ address }) => address === me)

describe('joining', () => {
  test.each([
    ['subscribe.open', ['joined'], 0],
    ['subscribe.open_notify', ['joined'], 1],
    ['subscribe.open_quiet', [], 0],
  ] as const)('%s: a proved sender is on it at once', async (name, mails, told) => {
    const list = await listWith(joining[name]!)
    await ask(list, 'subscribe')
    expect(await mine(list)).toBeDefined()
    expect(await templates(list, me)).toEqual(mails)
    expect(await templates(list, owner)).toHaveLength(told)
  })

  test.each([
    ['subscribe.auth', 0],
    ['subscribe.auth_notify', 1],
  ] as const)('%s: even a proved sender is asked once', async (name, told) => {
    const list = await listWith(joining[name]!)
    await ask(list, 'subscribe')
    expect(await mine(list)).toBeUndefined()
    expect(await templates(list, me)).toEqual(['join-confirm'])
    await answerLast(list)
    expect(await mine(list)).toBeDefined()
    expect(await templates(list, owner)).toHaveLength(told)
  })

  test('subscribe.auth_owner: asked once, then the owners decide', async () => {
    const list = await listWith(joining['subscribe.auth_owner']!)
    await ask(list, 'subscribe')
    expect(await templates(list, me)).toEqual(['join-confirm'])
    expect(await templates(list, owner)).toEqual([])
    await answerLast(list)
    expect(await mine(list)).toBeUndefined()
    expect(await waiting(list)).toEqual([me])
  })

  test('subscribe.owner: the owners decide; subscribe.closed: nobody', async () => {
    const held = await listWith(joining['subscribe.owner']!)
    await ask(held, 'subscribe')
    expect(await mine(held)).toBeUndefined()
    expect(await waiting(held)).toEqual([me])
    const closed = await listWith(joining['subscribe.closed']!)
    await ask(closed, 'subscribe')
    expect(await mine(closed)).toBeUndefined()
    expect(await templates(closed, me)).toEqual(['join-closed'])
    expect(await templates(closed, owner)).toEqual([])
  })
})

describe('leaving', () => {
  test.each([
    ['unsubscribe.open', 0],
    ['unsubscribe.open_notify', 1],
  ] as const)('%s: at once', async (name, told) => {
    const list = await listWith(leaving[name]!, me)
    await ask(list, 'unsubscribe')
    expect(await mine(list)).toBeUndefined()
    expect(await templates(list, owner)).toHaveLength(told)
  })

  test.each([
    ['unsubscribe.auth', 0],
    ['unsubscribe.auth_notify', 1],
  ] as const)('%s: even a proved sender is asked once', async (name, told) => {
    const list = await listWith(leaving[name]!, me)
    await ask(list, 'unsubscribe')
    expect(await mine(list)).toBeDefined()
    await answerLast(list)
    expect(await mine(list)).toBeUndefined()
    expect(await templates(list, owner)).toHaveLength(told)
  })

  test.each([
    ['unsubscribe.owner', ['leave-request']],
    ['unsubscribe.closed', []],
  ] as const)('%s: the mail stops at once, the name stays for the owners to take off', async (name, told) => {
    const list = await listWith(leaving[name]!, me)
    await ask(list, 'unsubscribe')
    expect(await mine(list)).toMatchObject({ paused: true })
    expect(await templates(list, me)).toEqual(['leave-stopped'])
    expect(await templates(list, owner)).toEqual(told)
  })

  test('one click does the same as a mail, and always ends the mail', async () => {
    const { db, secrets, platform } = site.ground
    for (const [name, stays] of Object.entries({ 'unsubscribe.auth': false, 'unsubscribe.closed': true })) {
      const list = await listWith(leaving[name]!, me)
      const { id } = (await personByAddress(db, me))!
      await leaveByOneClick({ db, secrets, platform }, seal(secrets, 'unsubscribe', [list.id, id]))
      expect([name, await mine(list)]).toEqual([
        name,
        stays ? expect.objectContaining({ paused: true }) : undefined,
      ])
    }
  })

  test('a list that says nothing of leaving lets everyone leave', async () => {
    const list = await listWith({}, me)
    await site.database.db('policies').where({ list_id: list.id, act: 'unsubscribe' }).delete()
    await ask(list, 'unsubscribe')
    expect(await mine(list)).toBeUndefined()
  })
})

test('every way of Sympa’s is in the tables, those with S/MIME as what cannot be said', () => {
  expect(Object.keys(joining)).toHaveLength(10)
  expect(Object.keys(leaving)).toHaveLength(6)
  expect(
    Object.entries(joining)
      .filter(([, said]) => said === null)
      .map(([name]) => name),
  ).toEqual(['subscribe.smime', 'subscribe.smimeorowner'])
})
