// What somebody asks of a list is heard, whoever they are and whatever was asked in their name before.
import { afterEach, beforeEach, expect, test } from 'vitest'
import { linkAddress } from '#lists/addresses-of-people.ts'
import { remove } from '#lists/errands/owners/remove.ts'
import { undo } from '#lists/errands/owners/undo.ts'
import { leaveList } from '#lists/leave-list.ts'
import type { List } from '#lists/lists.ts'
import { ensurePerson, personByAddress } from '#lists/people.ts'
import { grantRole } from '#lists/roles.ts'
import { seal } from '#lists/seal.ts'
import { isOn, subscribe } from '#lists/subscriptions.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { mail } from '../../support/mail.ts'
import { type TestSite, testSite } from '../../support/site.ts'

let site: TestSite
let list: List
const anne = 'anne@orange.example'
const request = 'bureau-request@velo15.example'
const unsubscribe = 'bureau-unsubscribe@velo15.example'
beforeEach(async () => {
  site = await testSite()
  list = await site.list('bureau@velo15.example', 'discussion', anne)
  await site.list('sorties@velo15.example', 'discussion', anne)
})
afterEach(() => site.close())

const db = () => site.database.db
const inTx = <T>(act: (tx: Tx) => Promise<T>) => db().transaction(act)

/** The mails that this mail made us write, by name. */
async function write(from: string, to: string, subject: string, evidence: EvidenceLevel = 'none', body = '') {
  const before: number[] = await db()('notices').pluck('id')
  await site.receive(mail({ From: from, To: to, Subject: subject }, body), [to], evidence)
  await site.work()
  return await db()('notices').whereNotIn('id', before).orderBy('id').pluck('template')
}

/** The address of the last question with this act. */
async function placeOf(act: string): Promise<string> {
  const [row] = await db()('tokens').whereRaw(`detail->>'act' = ?`, [act]).orderBy('id', 'desc').select('id')
  return `confirm+${seal(site.ground.secrets, 'confirm', [row.id])}@relais.example`
}
const modes = () => db()('preferences').orderBy('list_id').pluck('mode')

test('who is on a list may leave it though they have had their mail of the day; once more, and only they', async () => {
  expect(await write(anne, request, 'AIDE')).toEqual(['help'])
  expect(await write(anne, request, 'PAUSE')).toEqual([])
  expect(await write(anne, unsubscribe, '')).toEqual(['leave-confirm'])
  for (const again of [unsubscribe, request]) expect(await write(anne, again, 'QUITTER')).toEqual([])
  const passer = 'luc@free.example'
  expect(await write(passer, request, 'AIDE')).toEqual(['help'])
  expect(await write(passer, unsubscribe, '')).toEqual([])
  expect(await write(passer, request, 'QUITTER')).toEqual([])
})

test.each([
  ['QUITTER', request, 'leave-confirm'],
  ['QUITTER bureau', 'relais@relais.example', 'leave-confirm'],
  ['Je ne veux plus recevoir ces mails', request, 'leave-wish'],
])('so it is with « %s » to %s', async (said, to, question) => {
  await write(anne, request, 'AIDE')
  expect(await write(anne, to, said)).toEqual([question])
  const tokens = await db()('tokens').count()
  expect(await write(anne, to, said)).toEqual([])
  expect(await db()('tokens').count()).toEqual(tokens)
  // Their answer begins the day anew.
  await write(anne, await placeOf('leave'), '', 'none', 'OUI\n')
  expect(await inTx(async (tx) => isOn(tx, list.id, (await personByAddress(tx, anne))!.id))).toBe(false)
})

test('who is not on a list and asks to leave is kept off it, and asks to join it no more', async () => {
  const luc = 'luc@free.example'
  await inTx((tx) => ensurePerson(tx, { address: luc, verified: 'verified' }))
  const row = { address: luc, evidence: 'aligned' }
  await db()('join_requests').insert([
    { ...row, list_id: list.id },
    { ...row, list_id: list.id + 1 },
  ])
  expect(await write(luc, unsubscribe, '', 'aligned')).toEqual(['not-on-list'])
  const person = await inTx((tx) => personByAddress(tx, luc))
  expect(await db()('exclusions').pluck('person_id')).toEqual([person!.id])
  expect(await db()('join_requests').whereNull('done_at').pluck('list_id')).toEqual([list.id + 1])
})

test('a second answer where one answers once is heard, as worth what proves it', async () => {
  await write(anne, request, 'AIDE')
  const place = await placeOf('ask')
  expect(await write(anne, place, 'Re: AIDE', 'none', 'PAUSE\n')).toEqual(['receiving-changed'])
  expect(await write(anne, place, 'Re: AIDE', 'none', 'REPRENDRE\n')).toEqual(['receiving-confirm'])
  expect(await write(anne, place, 'Re: AIDE', 'none', 'AIDE\n')).toEqual([])
  expect(await write(anne, place, 'Re: AIDE', 'none', 'QUITTER\n')).toEqual(['leave-confirm'])
  expect(await write(anne, place, 'Re: AIDE', 'spf-aligned', 'AIDE\n')).toEqual(['help'])
})

test.each([request, 'relais@relais.example'])(
  'a change on all lists is confirmed as one, asked at %s',
  async (to) => {
    expect(await write(anne, to, 'SET * DIGEST')).toEqual(['request-confirm'])
    await write(anne, await placeOf('request'), '', 'none', 'OUI\n')
    expect(await modes()).toEqual(['digest', 'digest'])
  },
)

/** Somebody on the list by a second address; of the first, no list knows. */
async function withTwoAddresses(): Promise<number> {
  const { id } = await inTx((tx) =>
    ensurePerson(tx, { address: 'secrete@poste.example', verified: 'verified' }),
  )
  await inTx((tx) => linkAddress(tx, id, 'connue@free.example'))
  await inTx((tx) =>
    subscribe(tx, list, { address: 'connue@free.example', source: 'own', evidence: 'aligned' }),
  )
  return id
}
const owner = async () => {
  const { id, address } = await inTx((tx) => ensurePerson(tx, { address: 'olga@orange.example' }))
  await inTx((tx) => grantRole(tx, { personId: id, role: 'owner', listId: list.id }))
  return { personId: id, address, name: 'Olga', roles: ['owner'] } as const
}

test('owners are told of who leaves by the address that the list knows', async () => {
  const personId = await withTwoAddresses()
  await owner()
  const told = { ...list, settings: { ...list.settings, tellOwners: 'both' } } as const
  const { platform } = site.ground
  await inTx((tx) => leaveList(tx, platform, told, personId, { evidence: 'aligned', via: 'web' }))
  const [{ bytes }] = await db()('notices').where({ template: 'owners-left' }).select('bytes')
  expect(String(bytes)).toContain('connue@free.example')
  expect(String(bytes)).not.toContain('secrete')
})

test('an owner who undoes what they did to many sees the addresses that the list knows', async () => {
  await withTwoAddresses()
  const by = await owner()
  const people = [{ address: 'connue@free.example', written: 'connue@free.example', name: '' }]
  const wanted = { kind: 'remove', people, unread: [], tooMany: 0, mails: 'quiet', words: '' } as const
  const { bulkId } = await inTx((tx) => remove.carryOut(tx, site.ground, list, wanted, by))
  const undoing = { kind: 'undo', bulkId: bulkId! } as const
  const { sections: before } = await inTx((tx) => undo.plan(tx, site.ground, list, undoing, by))
  const { sections: after } = await inTx((tx) => undo.carryOut(tx, site.ground, list, undoing, by))
  for (const [first] of [before, after]) expect(first?.who).toEqual(['connue@free.example'])
})

/** Anne's lists go to a new address, as if both had agreed; where she says that it isn't hers. */
async function moved(): Promise<string> {
  await write(anne, 'relais@relais.example', 'NOUVELLE ADRESSE neuve@free.example', 'aligned')
  await write('neuve@free.example', await placeOf('move-new'), '', 'none', 'OUI\n')
  const [{ id }] = await db()('tokens')
    .where({ address: anne })
    .whereRaw(`detail->>'act' = 'unlink'`)
    .select('id')
  return `confirm+${seal(site.ground.secrets, 'confirm', [id])}@relais.example`
}

test('« ce n’est pas moi » stops what waits for the address that is taken away', async () => {
  const place = await moved()
  await inTx((tx) =>
    subscribe(tx, list, { address: 'paul@free.example', source: 'own', evidence: 'aligned' }),
  )
  await write('paul@free.example', list.address, 'Pour tous', 'aligned')
  const states = () =>
    db()('deliveries as d')
      .join('addresses as a', 'a.id', 'd.address_id')
      .where('a.address', 'neuve@free.example')
      .pluck('d.state')
  expect(await states()).toEqual(['queued'])
  expect(await write(anne, place, '', 'none', 'Merci beaucoup\n')).toEqual([])
  expect(await write(anne, place, '', 'none', 'Ce n’est pas moi\n')).toEqual(['unlinked', 'unlinked'])
  expect(await states()).toEqual(['cancelled'])
})

test('« ce n’est pas moi » is heard for half a year; later its reader is told that it came too late', async () => {
  const place = await moved()
  const later = (days: number) =>
    db().raw(`update tokens set expires_at = expires_at - make_interval(days => ?)`, [days])
  await later(179)
  expect(await db()('tokens').whereRaw(`detail->>'act' = 'unlink' and expires_at > now()`)).toHaveLength(2)
  await later(1)
  expect(await write(anne, place, '', 'none', 'Merci beaucoup\n')).toEqual([])
  expect(await write(anne, place, '', 'none', 'Ce n’est pas moi\n')).toEqual(['address-answer-late'])
})
