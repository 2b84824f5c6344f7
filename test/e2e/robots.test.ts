// Robots, lists on lists, and bombs: each ends in quiet. Nothing here may go round, and nothing may act.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { bounceMail } from '../support/bounces.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { give, mail } from '../support/mail.ts'
import { openPostOffice, type PostOffice, type Robot } from '../support/post-office.ts'
import { type Program, startProgram } from '../support/program.ts'
import type { Transaction } from '../support/sink.ts'
import { connect, stuffed } from '../support/smtp.ts'
import { until } from '../support/until.ts'

interface Server {
  readonly program: Program
  readonly database: TestDatabase
}

const anne = 'anne@orange.example'
const absent = 'absent@free.example'
let office: PostOffice
let here: Server
let there: Server

const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const addressIn = (field: string | undefined) => /[^\s<>]+@[^\s<>]+/.exec(field ?? '')?.[0]

/** Away, and telling everybody: the return path, the author, whoever is to be answered, and the list, in every way. */
const absence: Robot = (got) => {
  const header = headerOf(got)
  const whom = [
    got.mailFrom,
    addressIn(header.first('From')),
    addressIn(header.first('Reply-To')),
    addressIn(header.first('List-Post')),
  ]
  const answered = { 'In-Reply-To': header.first('Message-ID') ?? '<x@y>' }
  const ways: Record<string, string>[] = [
    { Subject: 'Réponse automatique : je suis absent' },
    { Subject: 'Absence', ...answered },
    { Subject: `Re: ${header.text('Subject')}`, 'Auto-Submitted': 'auto-replied', ...answered },
    { Subject: `Re: ${header.text('Subject')}`, Precedence: 'bulk', ...answered },
    { Subject: 'Out of office', 'X-Autoreply': 'yes' },
  ]
  return [...new Set(whom)].flatMap((to) =>
    to === undefined || to === '' || to === absent
      ? []
      : ways.map((fields, n) => ({
          from: n % 2 === 0 ? '' : absent,
          to,
          bytes: mail({ From: absent, To: to, ...fields }, 'Oui, je suis absent jusqu’au 12.\n'),
        })),
  )
}

async function startServer(domain: string): Promise<Server> {
  const database = await testDatabase()
  const program = await startProgram({
    env: {
      RELAIS_RELAY: `smtp://127.0.0.1:${office.sink.port}`,
      RELAIS_EVIDENCE: 'trust',
      RELAIS_DOMAIN: domain,
      DATABASE_URL: database.url,
    },
  })
  await program.relais('space', 'create', 'asso', '--name', 'Asso')
  return { program, database }
}

/** A list that takes mail from anybody. */
async function openList(
  { program, database }: Server,
  address: string,
  ...people: string[]
): Promise<string> {
  await program.relais('list', 'create', address, '--space', 'asso', '--title', 'Liste', '--owner', anne)
  await program.relaisWith(people.join('\n'), 'subscriber', 'import', address, '-')
  await database.db.raw(
    `update policies set rules = '[{"who": "anyone", "do": "accept"}]'
      where act = 'post' and list_id = (select id from lists where address = ?)`,
    [address],
  )
  return address
}

beforeAll(async () => {
  office = await openPostOffice(
    () => ({ 'ici.example': here.program.smtp, 'la.example': there.program.smtp }),
    { [absent]: absence },
  )
  here = await startServer('ici.example')
  there = await startServer('la.example')
}, 60_000)
afterAll(async () => {
  await office?.close()
  for (const { program, database } of [here, there]) {
    await program?.remove()
    await database?.close()
  }
})

const write = (from: string, to: string, fields: Record<string, string> = {}, body?: string) =>
  give(
    (to.endsWith('la.example') ? there : here).program.smtp,
    { from, to: [to] },
    mail({ From: from, To: to, ...fields }, body),
  )
const sent = (subject: string, to?: string) =>
  office.sink.transactions.filter(
    (t) => headerOf(t).text('Subject').includes(subject) && (!to || t.recipients.includes(to)),
  )

const atWork = async ({ database }: Server) =>
  Number(
    (
      await database.db.raw(
        `select (select count(*) from arrivals where done_at is null)
              + (select count(*) from deliveries where state in ('queued', 'sending'))
              + (select count(*) from notices where state in ('queued', 'sending'))
              + (select count(*) from graphile_worker._private_jobs j
                   join graphile_worker._private_tasks t on t.id = j.task_id
                  where t.identifier in ('arrivals', 'refusals', 'moderation') and j.run_at <= now()) as n`,
      )
    ).rows[0].n,
  )

/** Nothing waits anywhere, and nothing came meanwhile. */
const quiet = (timeoutMs = 30_000) =>
  until(async () => {
    const before = office.carried()
    if (!office.caughtUp()) return false
    if ((await atWork(here)) + (await atWork(there)) > 0) return false
    return office.caughtUp() && office.carried() === before
  }, timeoutMs)

test('two servers whose lists are on each other bring a message to everybody once, and stop', async () => {
  await openList(here, 'bureau@ici.example', 'bureau@la.example', anne, 'paul@free.example')
  await openList(there, 'bureau@la.example', 'bureau@ici.example', 'zoe@free.example')
  await there.program.relais('list', 'set', 'bureau@la.example', 'tag=[LA]', 'footer=Vu de là.')
  await write(anne, 'bureau@ici.example', { Subject: 'Aller et retour' })
  await until(() => sent('Aller et retour', 'zoe@free.example')[0])
  await quiet()
  for (const one of [
    anne,
    'paul@free.example',
    'zoe@free.example',
    'bureau@la.example',
    'bureau@ici.example',
  ])
    expect([one, sent('Aller et retour', one).length]).toEqual([one, 1])
  // An answer from the other side, and the lists' own help addresses in each other's hands.
  await write('zoe@free.example', 'bureau@la.example', { Subject: 'Retour' })
  await until(() => sent('Retour', 'paul@free.example')[0])
  await quiet()
  expect(
    sent('Retour', 'paul@free.example').filter((t) => !headerOf(t).text('Subject').includes('Aller')),
  ).toHaveLength(1)
})

test('a list that asks another server’s robots gets no answer, and starts none', async () => {
  const before = office.sink.transactions.length
  for (const to of [
    'bureau-request@la.example',
    'bureau-subscribe@la.example',
    'relais@la.example',
    'bureau-unsubscribe@la.example',
  ])
    await give(
      there.program.smtp,
      { from: 'bureau@ici.example', to: [to] },
      mail({ From: 'bureau@ici.example', To: to, Subject: 'AIDE', 'List-Id': '<bureau.ici.example>' }),
    )
  for (const to of ['bureau-request@ici.example', 'bureau-subscribe@ici.example', 'relais@ici.example'])
    for (const from of ['bureau@ici.example', 'relais@ici.example', 'bureau-request@ici.example'])
      await write(from, to, { Subject: 'AIDE' })
  await quiet()
  expect(office.sink.transactions.length).toBe(before)
})

test('somebody away who answers everything is heard by nobody', async () => {
  const list = await openList(here, 'sorties@ici.example', absent, anne, 'paul@free.example')
  await write(anne, list, { Subject: 'Dimanche' })
  await until(() => sent('Dimanche', absent)[0])
  await quiet()
  expect(sent('Dimanche', anne)).toHaveLength(1)
  expect(
    sent('', 'paul@free.example')
      .map((t) => headerOf(t).text('Subject'))
      .filter((s) => /absent|absence|office|Re:/i.test(s)),
  ).toEqual([])
  // A question to them is not answered by their robot either.
  await write(absent, 'sorties-request@ici.example', { Subject: 'QUITTER' })
  await until(() => sent('Vous avez quitté', absent)[0])
  await write(absent, 'sorties-owner@ici.example', {
    Subject: 'Absence du bureau',
    'Auto-Submitted': 'auto-replied',
  })
  await write(absent, 'sorties-request@ici.example', { Subject: 'Réponse automatique : QUITTER' }, 'AIDE\n')
  await quiet()
  expect(sent('Absence du bureau')).toHaveLength(0)
  expect(sent('Comment utiliser', absent)).toHaveLength(0)
})

test('a bounce of a bounce, and one to every address of ours, end there', async () => {
  const list = await openList(here, 'rebonds@ici.example', anne, 'mo@free.example')
  await write(anne, list, { Subject: 'Rebond' })
  const { mailFrom } = await until(() => sent('Rebond', 'mo@free.example')[0])
  await quiet()
  const before = office.sink.transactions.length
  const ours = [
    mailFrom,
    list,
    'rebonds-request@ici.example',
    'rebonds-subscribe@ici.example',
    'rebonds-unsubscribe@ici.example',
    'relais@ici.example',
    'bounces@ici.example',
  ]
  for (const to of ours)
    for (const name of ['postfix-unknown', 'qmail-unknown', 'nothing-said', 'absence', 'receipt'])
      await give(
        here.program.smtp,
        { from: '', to: [to] },
        bounceMail(name, { returnPath: to, recipient: 'mo@free.example' }),
      )
  await quiet()
  expect(office.sink.transactions.length).toBe(before)
  const { rows } = await here.database.db.raw(
    `select state, count(*) as n from posts p join lists l on l.id = p.list_id where l.address = ? group by 1`,
    [list],
  )
  expect(rows).toEqual([
    { state: 'accepted', n: 1 },
    { state: 'discarded', n: 5 },
  ])
})

test('reactions, calendars’ answers and receipts are neither sent out nor acted on', async () => {
  const list = await openList(here, 'reactions@ici.example', anne, 'paul@free.example')
  await write(anne, list, { Subject: 'Une photo' })
  await until(() => sent('Une photo', 'paul@free.example')[0])
  await quiet()
  const re = { Subject: 'Re: Une photo', 'In-Reply-To': '<photo@courriel.example>', 'MIME-Version': '1.0' }
  const taps: [Record<string, string>, string][] = [
    [{ ...re, 'Content-Type': 'text/plain; charset=utf-8', 'Content-Disposition': 'reaction' }, '👍\n'],
    [
      { ...re, 'Content-Type': 'multipart/alternative; boundary=b' },
      '--b\nContent-Type: text/plain; charset=utf-8\n\nPaul a réagi via Gmail\n--b\nContent-Type: text/vnd.google.email-reaction+json\n\n{"emoji":"👍","version":1}\n--b--\n',
    ],
    [
      { ...re, 'Content-Type': 'text/plain; charset=utf-8' },
      '👍 Paul Durand a réagi à votre message :\n\nDe : Anne\n',
    ],
  ]
  const calendar: [Record<string, string>, string] = [
    { ...re, Subject: 'Accepté : AIDE', 'Content-Type': 'text/calendar; method=REPLY' },
    'BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n',
  ]
  const before = office.sink.transactions.length
  for (const [fields, body] of taps)
    for (const to of [list, 'reactions-unsubscribe@ici.example', 'reactions-request@ici.example'])
      await write('paul@free.example', to, fields, body)
  for (const to of ['reactions-unsubscribe@ici.example', 'reactions-subscribe@ici.example'])
    await write('paul@free.example', to, ...calendar)
  await give(
    here.program.smtp,
    { from: 'paul@free.example', to: ['reactions-unsubscribe@ici.example'] },
    bounceMail('receipt', {
      returnPath: 'reactions-unsubscribe@ici.example',
      recipient: 'paul@free.example',
    }),
  )
  await quiet()
  expect(office.sink.transactions.length).toBe(before)
  const people = JSON.parse(await here.program.relais('subscriber', 'list', list, '--json'))
  expect(people).toHaveLength(2)
})

test('our own mail says that a program wrote it, and where it comes back it does no harm', async () => {
  await write('curieux@free.example', 'bureau-request@ici.example', { Subject: 'AIDE' })
  await until(() => sent('Comment utiliser', 'curieux@free.example')[0])
  const notices = office.sink.transactions.filter(
    (t) => !headerOf(t).has('List-Id') && t.recipients[0]!.endsWith('free.example'),
  )
  expect(notices.length).toBeGreaterThan(1)
  for (const notice of notices) {
    const header = headerOf(notice)
    expect(header.first('Auto-Submitted')).toMatch(/^auto-(replied|generated)$/)
    expect(header.has('Precedence')).toBe(false)
    expect(notice.mailFrom).toMatch(/^$|^bounces\+/)
  }
  // Each given to every robot of the other server: it answers none.
  await quiet()
  const before = office.sink.transactions.length
  for (const { bytes } of notices)
    for (const to of ['bureau-request@la.example', 'relais@la.example', 'bureau-subscribe@la.example'])
      await give(there.program.smtp, { from: 'bureau@ici.example', to: [to] }, bytes)
  await quiet()
  expect(office.sink.transactions.length).toBe(before)
})

test('hundreds of requests to join in the name of one address send it one mail', async () => {
  const cible = 'cible@free.example'
  const ask = async (count: number) => {
    await using talk = await connect(here.program.smtp)
    await talk.say('EHLO courriel.example', 250)
    for (let n = 0; n < count; n++) {
      await talk.send('MAIL FROM:<x@ailleurs.example>', 'RCPT TO:<bureau-subscribe@ici.example>', 'DATA')
      for (const code of [250, 250, 354]) expect((await talk.reply()).code).toBe(code)
      await talk.raw(
        stuffed(mail({ From: cible, To: 'bureau-subscribe@ici.example', Subject: 'Inscription' })),
      )
      expect((await talk.reply()).code).toBe(250)
    }
  }
  await Promise.all(Array.from({ length: 8 }, () => ask(50)))
  await quiet(60_000)
  expect(sent('', cible)).toHaveLength(1)
  const done = here.database.db('errands').where({ recipient: 'bureau-subscribe@ici.example' })
  expect(await done.clone().whereNotNull('done_at').count()).toEqual(await done.clone().count())
}, 90_000)
