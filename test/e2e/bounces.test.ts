import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { bounceMail, bounceNames } from '../support/bounces.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { until } from '../support/until.ts'

let sink: Sink
let database: TestDatabase
let program: Program
const anne = 'anne@orange.example'
const bounces = bounceNames.filter((name) => name !== 'complaint')

beforeAll(async () => {
  sink = await openSink()
  database = await testDatabase()
  program = await startProgram({
    env: {
      RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}`,
      RELAIS_EVIDENCE: 'trust',
      DATABASE_URL: database.url,
    },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
}, 60_000)
afterAll(async () => {
  await program?.remove()
  await database?.close()
  await sink?.close()
})

async function makeList(name: string, ...people: string[]): Promise<string> {
  const list = `${name}@velo15.example`
  await program.relais('list', 'create', list, '--space', 'velo15', '--title', name, '--owner', anne)
  await program.relaisWith([anne, ...people].join('\n'), 'subscriber', 'import', list, '-')
  return list
}

const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const sent = (subject: string, to?: string) =>
  sink.transactions.filter(
    (t) => headerOf(t).text('Subject').includes(subject) && (!to || t.recipients.includes(to)),
  )
const first = (subject: string, to?: string) => until(() => sent(subject, to)[0])
const write = (from: string, to: string, fields: Record<string, string> = {}, body?: string) =>
  give(program.smtp, { from, to: [to] }, mail({ From: from, To: to, ...fields }, body))
const writeUnproved = (from: string, to: string, fields: Record<string, string> = {}, body?: string) =>
  give(program.smtp, { from: 'x@ailleurs.example', to: [to] }, mail({ From: from, To: to, ...fields }, body))
const tokenOf = (t: Transaction) => /confirm\+[a-z2-7]+@relais\.example/.exec(headerOf(t).first('From')!)![0]
const textOf = async (t: Transaction) => (await simpleParser(t.bytes)).text!

/** Everything that came in has been seen to, and everything that goes out has gone. */
const calm = () =>
  until(async () => {
    const { rows } = await database.db.raw(
      `select (select count(*) from arrivals where done_at is null)
            + (select count(*) from deliveries where state in ('queued', 'sending'))
            + (select count(*) from notices where state in ('queued', 'sending'))
            + (select count(*) from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
                where t.identifier = 'refusals') as n`,
    )
    return Number(rows[0].n) === 0
  }, 20_000)

/** A post, and the return paths under which each member got it. */
async function post(list: string, subject: string, count: number): Promise<Map<string, string>> {
  await write(anne, list, { Subject: subject })
  await until(() => sent(subject).flatMap((t) => t.recipients).length >= count)
  return new Map(sent(subject).flatMap((t) => t.recipients.map((to) => [to, t.mailFrom] as const)))
}

const comesBack = (name: string, returnPath: string, recipient: string) =>
  give(program.smtp, { from: '', to: [returnPath] }, bounceMail(name, { returnPath, recipient }))

async function health(address: string) {
  return await database.db('addresses').where({ address }).first('score', 'receives', 'probed_at')
}

/** As if so many days had passed since. */
async function daysPass(days: number): Promise<void> {
  await database.db.raw(`update bounces set day = day - ?::int, at = at - make_interval(days => ?)`, [
    days,
    days,
  ])
  await database.db.raw(
    `update addresses set score_at = score_at - make_interval(days => ?), probed_at = probed_at - make_interval(days => ?)`,
    [days, days],
  )
}

test('each server’s bounce is understood, and only those of dead mailboxes count in full', async () => {
  const people = bounces.map((name) => `${name}@free.example`)
  const list = await makeList('tous', ...people)
  const paths = await post(list, 'À tous', people.length + 1)
  for (const name of bounces)
    expect(await comesBack(name, paths.get(`${name}@free.example`)!, `${name}@free.example`)).toMatch(/^250/)
  await calm()
  const { archived, bounces: traced } = JSON.parse(
    await program.relais(
      'trace',
      /<(.+)>/.exec(headerOf(sent('À tous')[0]!).first('Message-ID')!)![1]!,
      '--json',
    ),
  )
  expect(archived).toHaveLength(1)
  const classes = Object.fromEntries(
    traced.map((b: { address: string; class: string }) => [b.address.split('@')[0], b.class]),
  )
  const scores = new Map<string, number>()
  for (const name of bounces) scores.set(name, (await health(`${name}@free.example`)).score)
  const weights: Record<string, number> = { 'no-mailbox': 1, 'mailbox-full': 0.2, unclear: 0.25 }
  for (const name of bounces) expect([name, scores.get(name)]).toEqual([name, weights[classes[name]] ?? 0])
  expect(classes).toMatchObject({
    'postfix-unknown': 'no-mailbox',
    'exim-old': 'no-mailbox',
    'exchange-old': 'no-mailbox',
    'gmail-unknown': 'no-mailbox',
    'orange-unknown': 'no-mailbox',
    'qmail-unknown': 'no-mailbox',
    'laposte-full': 'mailbox-full',
    'outlook-blocked': 'ours',
    'orange-refused': 'ours',
    'gmail-dmarc': 'ours',
    'postfix-delayed': 'temporary',
  })
  for (const name of ['absence', 'receipt', 'human', 'postfix-relayed']) expect(classes[name]).toBeUndefined()
  expect((await database.db('audit').where({ act: 'refused-by-provider' })).length).toBeGreaterThan(0)
  expect(sent('nous reviennent')).toHaveLength(0)
})

test('the same bounce a hundred times, and forged ones, count once', async () => {
  const list = await makeList('salve', 'luc@free.example')
  const path = (await post(list, 'Salve', 2)).get('luc@free.example')!
  const forged = path.replace(/\+(.)(.)/, (_, a, b) => `+${a}${b === 'b' ? 'c' : 'b'}`)
  for (let n = 0; n < 30; n++) await comesBack('postfix-unknown', path, 'luc@free.example')
  expect(await comesBack('postfix-unknown', forged, 'luc@free.example')).toMatch(/^550 5\.1\.1/)
  await calm()
  await daysPass(1)
  for (let n = 0; n < 10; n++) await comesBack('qmail-unknown', path, 'luc@free.example')
  await calm()
  expect((await health('luc@free.example')).score).toBe(1)
})

test('what a server refuses while we are sending counts the same', async () => {
  const list = await makeList('refus', 'mo@free.example', 'nina@free.example')
  sink.refuse('mo@free.example', '550 5.1.1 no such user')
  sink.refuse('nina@free.example', '550 5.7.1 spam')
  await write(anne, list, { Subject: 'Refus' })
  await first('Refus', anne)
  await calm()
  await until(async () => (await health('mo@free.example')).score === 1)
  await until(
    async () => (await database.db('bounces').where({ class: 'ours', source: 'session' })).length === 1,
  )
  expect((await health('nina@free.example')).score).toBe(0)
})

/** Three days on which mail comes back. */
async function threeDays(list: string, address: string, people: number): Promise<void> {
  for (let day = 1; day <= 3; day++) {
    const subject = `${list} jour ${day}`
    await comesBack('postfix-unknown', (await post(list, subject, people)).get(address)!, address)
    await calm()
    if (day < 3) {
      expect(sent('nous reviennent', address)).toHaveLength(0)
      await daysPass(1)
    }
  }
}

test('past the threshold they are asked once; an answer, not an absence, mends it', async () => {
  const zoe = 'zoe@free.example'
  const list = await makeList('sorties', zoe)
  await threeDays(list, zoe, 2)
  const probe = await first('nous reviennent', zoe)
  expect(await textOf(probe)).toContain(list)
  expect(probe.mailFrom).toMatch(/^bounces\+[a-z2-70]+@relais\.example$/)
  expect(headerOf(probe).first('Auto-Submitted')).toBe('auto-generated')
  await comesBack('absence', probe.mailFrom, zoe)
  await writeUnproved(zoe, tokenOf(probe), { 'Auto-Submitted': 'auto-replied' }, 'Oui, je suis absente.\n')
  await writeUnproved('paul@free.example', tokenOf(probe), {}, 'Oui\n')
  await calm()
  expect((await health(zoe)).probed_at).not.toBeNull()
  await writeUnproved(zoe, tokenOf(probe), {}, '\n')
  await first('Merci, vos messages', zoe)
  expect(await health(zoe)).toMatchObject({ score: 0, receives: true, probed_at: null })
  expect(sent('nous reviennent', zoe)).toHaveLength(1)
})

test('the question coming back pauses everywhere, once; a proved mail brings it all back', async () => {
  const bob = 'bob@free.example'
  const [one, two] = [await makeList('chorale', bob), await makeList('potager', bob)]
  await threeDays(one, bob, 2)
  const probe = await first('nous reviennent', bob)
  await comesBack('exim-unknown', probe.mailFrom, bob)
  const paused = await first('Nous n’écrivons plus', bob)
  expect(await textOf(paused)).toContain(two)
  await comesBack('exim-unknown', probe.mailFrom, bob)
  await write(anne, two, { Subject: 'Sans Bob' })
  await first('Sans Bob', anne)
  await calm()
  expect(sent('Sans Bob', bob)).toHaveLength(0)
  expect(sent('Nous n’écrivons plus')).toHaveLength(1)
  const row = JSON.parse(await program.relais('subscriber', 'list', two, '--json'))
  expect(row.find((s: { address: string }) => s.address === bob).paused).toBe(true)
  await write(bob, two, { Subject: 'Bob revient' })
  await first('Merci, vos messages', bob)
  await write(anne, one, { Subject: 'Avec Bob' })
  await first('Avec Bob', bob)
})

test('no answer and more bounces pause as well; answering that mail brings it back', async () => {
  const eva = 'eva@free.example'
  const list = await makeList('quartier', eva)
  await threeDays(list, eva, 2)
  await first('nous reviennent', eva)
  await daysPass(1)
  await comesBack('postfix-unknown', (await post(list, 'Trop tôt', 2)).get(eva)!, eva)
  await calm()
  expect((await health(eva)).receives).toBe(true)
  await daysPass(3)
  await comesBack('postfix-unknown', (await post(list, 'Assez', 2)).get(eva)!, eva)
  const paused = await first('Nous n’écrivons plus', eva)
  expect((await health(eva)).receives).toBe(false)
  await writeUnproved(eva, tokenOf(paused), {}, 'Me revoilà\n')
  await first('Merci, vos messages', eva)
  expect((await health(eva)).receives).toBe(true)
})

test('a batched copy’s report counts for who got it, and for nobody else', async () => {
  const list = await makeList('groupe', 'ida@free.example')
  await program.relais('list', 'set', list, 'delivery=batched')
  const path = (await post(list, 'Groupe', 2)).get('ida@free.example')!
  await comesBack('postfix-unknown', path, 'luc@free.example')
  await comesBack('qmail-unknown', path, 'ida@free.example')
  await calm()
  expect((await health('ida@free.example')).score).toBe(1)
  const outcomes = await database.db('errands').orderBy('id', 'desc').limit(2).pluck('outcome')
  expect(outcomes).toEqual(['no-mailbox', 'nobody it was sent to'])
})

test('a complaint pauses at once, on that list only, when our own seal says whose it is', async () => {
  const kim = 'kim@free.example'
  const [one, two] = [await makeList('infos', kim), await makeList('amis', kim)]
  await post(one, 'Infos 1', 2)
  await post(two, 'Amis 1', 2)
  const copy = sent('Infos 1', kim)[0]!
  const complain = (returnPath: string, unsubscribe: string) =>
    give(
      program.smtp,
      { from: '', to: ['abuse@relais.example'] },
      bounceMail('complaint', { returnPath, recipient: kim, unsubscribe }),
    )
  await complain('bounces+baaaaaaaaaaaaaaaaaaaa@relais.example', '<https://x.example/u/aaaaaaaaaaaaaaaaaaaa>')
  await calm()
  expect(await database.db('pauses').where({ cause: 'complaint' })).toHaveLength(0)
  await first('complaint about message') // a human reads it
  await complain('retenu@hotmail.example', headerOf(copy).first('List-Unsubscribe')!)
  await complain(copy.mailFrom, '<mailto:x@y.example>')
  await calm()
  expect(sent('complaint about message')).toHaveLength(1)
  await write(anne, one, { Subject: 'Infos 2' })
  await write(anne, two, { Subject: 'Amis 2' })
  await first('Amis 2', kim)
  await calm()
  expect(sent('Infos 2', kim)).toHaveLength(0)
  expect(await database.db('pauses').where({ cause: 'complaint' })).toHaveLength(1)
})
