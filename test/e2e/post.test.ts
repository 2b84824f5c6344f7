import { setTimeout as wait } from 'node:timers/promises'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { connect, stuffed } from '../support/smtp.ts'
import { until } from '../support/until.ts'

let sink: Sink
let program: Program

beforeAll(async () => {
  sink = await openSink()
  program = await startProgram({
    env: { RELAIS_EVIDENCE: 'trust', RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}` },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  await program.relais(
    'list',
    'create',
    'bureau@velo15.example',
    '--space',
    'velo15',
    '--title',
    'Bureau',
    '--owner',
    'anne@orange.example',
  )
  await program.relais(
    'list',
    'create',
    'annonces@velo15.example',
    '--space',
    'velo15',
    '--preset',
    'announce',
    '--owner',
    'anne@orange.example',
  )
  const people = [
    'Anne Martin <anne@orange.example>',
    'Paul <paul@free.example>',
    'Karim <karim@poste.example>',
  ]
  await program.relaisWith(people.join('\n'), 'subscriber', 'import', 'bureau@velo15.example', '-')
  await program.relaisWith(
    'paul@free.example\nzoe@free.example\n',
    'subscriber',
    'import',
    'annonces@velo15.example',
    '-',
  )
}, 60_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
})

const anne = 'anne@orange.example'
const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const copiesOf = (subject: string) =>
  sink.transactions.filter((t) => headerOf(t).text('Subject').includes(subject))
const post = (fields: Record<string, string>, from = anne, to = ['bureau@velo15.example'], body?: string) =>
  give(program.smtp, { from, to }, mail({ From: `<${from}>`, To: to.join(', '), ...fields }, body))
const found = async (query: string, ...words: string[]) =>
  JSON.parse(await program.relais('search', query, ...words, '--json')) as {
    total: number
    hits: { url: string; messageId: string }[]
  }

test('a member posts; every subscriber gets a personal copy and the message is in the archive, as it came', async () => {
  const bytes = mail(
    {
      From: 'Anne Martin <anne@orange.example>',
      To: 'bureau@velo15.example',
      Subject: 'Réunion mardi',
      'Message-ID': '<reunion@orange.example>',
      'Content-Type': 'text/plain; charset=utf-8',
    },
    'Qui vient aux « arceaux » ?\n',
  )
  expect(await give(program.smtp, { from: anne, to: ['bureau@velo15.example'] }, bytes)).toMatch(/^250/)
  const copies = await until(() => copiesOf('Réunion mardi').length === 3 && copiesOf('Réunion mardi'))
  expect(copies.flatMap((c) => c.recipients).toSorted()).toEqual([
    anne,
    'karim@poste.example',
    'paul@free.example',
  ])
  expect(new Set(copies.map((c) => c.mailFrom)).size).toBe(3)
  for (const copy of copies) {
    expect(copy.mailFrom).toMatch(/^bounces\+[a-z2-70]{1,40}@relais\.example$/)
    const header = headerOf(copy)
    expect(header.first('From')).toBe('Anne Martin <anne@orange.example>')
    expect(header.first('Message-ID')).toBe('<reunion@orange.example>')
    expect(header.first('List-Id')).toContain('<bureau.velo15.example>')
    expect(header.first('List-Unsubscribe')).toMatch(
      /^<http:\/\/localhost:\d+\/u\/[a-z2-70]+>, <mailto:bureau-unsubscribe@velo15\.example>$/,
    )
    expect(header.first('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
    expect(copy.bytes.toString('utf8')).toContain('\r\n\r\nQui vient aux « arceaux » ?\r\n')
  }
  expect((await simpleParser(copies[0]!.bytes)).text?.trim()).toBe('Qui vient aux « arceaux » ?')
  expect(await program.relais('message', '<reunion@orange.example>', '--raw')).toBe(bytes.toString('utf8'))
  expect((await found('arceau')).hits.map((h) => h.messageId)).toEqual(['reunion@orange.example'])
  const copy = headerOf(copies[0]!)
  const page = await fetch(copy.first('Archived-At')!.slice(1, -1))
  expect(page.status).toBe(401) // members only, and this reader is a stranger
})

test('sent again, the same message changes nothing', async () => {
  const bytes = mail({ From: anne, To: 'bureau@velo15.example', Subject: 'Deux fois' })
  await give(program.smtp, { from: anne, to: ['bureau@velo15.example'] }, bytes)
  await until(() => copiesOf('Deux fois').length === 3)
  await give(program.smtp, { from: anne, to: ['bureau@velo15.example'] }, bytes)
  await post({ Subject: 'Après' })
  await until(() => copiesOf('Après').length === 3)
  expect(copiesOf('Deux fois')).toHaveLength(3)
  expect((await found('deux fois')).total).toBe(1)
})

test('another message under a known Message-ID is held', async () => {
  const id = { 'Message-ID': '<meme@orange.example>' }
  await post({ ...id, Subject: 'Première version' })
  await post({ ...id, Subject: 'Autre version' })
  const queue = await until(async () => {
    const { posts } = JSON.parse(await program.relais('queue', 'list', '--json'))
    return posts.find((p: { subject: string }) => p.subject === 'Autre version')
  })
  expect(queue).toMatchObject({ state: 'held', reasons: ['other-content-under-same-id'] })
  await program.relais('queue', 'refuse', String(queue.id))
})

test('a message to two lists is one message, and one copy a person', async () => {
  expect(
    await post({ Subject: 'Programme du printemps' }, anne, [
      'bureau@velo15.example',
      'annonces@velo15.example',
    ]),
  ).toMatch(/^250/)
  const copies = await until(
    () => copiesOf('Programme du printemps').length >= 4 && copiesOf('Programme du printemps'),
  )
  expect(copies.flatMap((c) => c.recipients).toSorted()).toEqual([
    anne,
    'karim@poste.example',
    'paul@free.example',
    'zoe@free.example',
  ])
  const listIdOf = (who: string) => headerOf(copies.find((c) => c.recipients[0] === who)!).first('List-Id')
  expect(listIdOf('paul@free.example')).toContain('bureau.')
  expect(listIdOf('zoe@free.example')).toContain('annonces.')
  expect((await found('programme printemps')).total).toBe(1)
})

test('a stranger is refused in the session by an announcement list, an author we know is told by mail', async () => {
  const refusal = await post({ Subject: 'Pub' }, 'nul@inconnu.example', ['annonces@velo15.example'])
  expect(refusal).toMatch(/^550 5\.7\.1 /)
  expect(refusal).toMatch(/^[\x20-\x7e]+$/)
  expect(await post({ Subject: 'Puis-je ?' }, 'paul@free.example', ['annonces@velo15.example'])).toMatch(
    /^250/,
  )
  const [told] = await until(
    () => copiesOf('pas pu être diffusé').length > 0 && copiesOf('pas pu être diffusé'),
  )
  expect(told!.recipients).toEqual(['paul@free.example'])
  expect(told!.mailFrom).toBe('')
  const header = headerOf(told!)
  expect(header.first('Auto-Submitted')).toBe('auto-replied')
  expect((await simpleParser(told!.bytes)).text).toContain('«\u202fPuis-je ?\u202f»')
})

test('LMTP answers each recipient for itself', async () => {
  await using talk = await connect(program.lmtp)
  await talk.say('LHLO mx.relais.example', 250)
  await talk.say('MAIL FROM:<zoe@free.example>', 250)
  await talk.say('RCPT TO:<personne@velo15.example>', /^550 5\.1\.1/)
  for (const to of ['annonces', 'bureau-request']) await talk.say(`RCPT TO:<${to}@velo15.example>`, 250)
  await talk.say('DATA', 354)
  await talk.raw(stuffed(mail({ From: 'zoe@free.example', Subject: 'AIDE' })))
  expect((await talk.reply()).text).toMatch(/^550 5\.7\.1/)
  expect((await talk.reply()).text).toMatch(/^250/)
})

test('a held post is listed with its reason, and leaves once accepted', async () => {
  expect(await post({ Subject: 'Bonjour de Zoé' }, 'zoe@free.example')).toMatch(/^250/)
  const held = await until(async () => {
    const { posts } = JSON.parse(await program.relais('queue', 'list', '--json'))
    return posts.find((p: { subject: string }) => p.subject === 'Bonjour de Zoé')
  })
  expect(held).toMatchObject({ state: 'held', reasons: ['policy-hold'], from: 'zoe@free.example' })
  // The notices to its author and its moderators name it too; they have the null return path.
  const copies = () => copiesOf('Bonjour de Zoé').filter(({ mailFrom }) => mailFrom !== '')
  expect(copies()).toHaveLength(0)
  await program.relais('queue', 'accept', String(held.id))
  await until(() => copies().length === 3)
  await expect(program.relais('queue', 'refuse', String(held.id))).rejects.toThrow(/does not wait/)
})

test('the refusal of a moderator reaches the author with the note', async () => {
  await post({ Subject: 'Vends vélo' }, 'zoe@free.example')
  const held = await until(async () => {
    const { posts } = JSON.parse(await program.relais('queue', 'list', '--json'))
    return posts.find((p: { subject: string }) => p.subject === 'Vends vélo')
  })
  await program.relais('queue', 'refuse', String(held.id), '--note', 'Pas de petites annonces.')
  const told = await until(() =>
    copiesOf('pas été retenu').find((c) => c.recipients[0] === 'zoe@free.example'),
  )
  expect((await simpleParser(told.bytes)).text).toContain('Pas de petites annonces.')
})

test('batched: one transaction for all, the same copy for everyone, leaving by mail only', async () => {
  await program.relais(
    'list',
    'set',
    'bureau@velo15.example',
    'delivery=batched',
    'tag=Bureau',
    'reply-to=list',
  )
  await post({ Subject: 'Ensemble' })
  const [copy] = await until(() => copiesOf('Ensemble').length > 0 && copiesOf('Ensemble'))
  expect(copy!.recipients).toHaveLength(3)
  const header = headerOf(copy!)
  expect(header.text('Subject')).toBe('[Bureau] Ensemble')
  expect(header.first('Reply-To')).toBe('bureau@velo15.example')
  expect(header.first('List-Unsubscribe')).toBe('<mailto:bureau-unsubscribe@velo15.example>')
  expect(header.has('List-Unsubscribe-Post')).toBe(false)
  await program.relais(
    'list',
    'set',
    'bureau@velo15.example',
    'delivery=personal',
    'tag=none',
    'reply-to=author',
  )
})

test('mail to the owners is passed on to them as it came', async () => {
  const bytes = mail({
    From: 'zoe@free.example',
    To: 'bureau-owner@velo15.example',
    Subject: 'Question aux responsables',
  })
  await give(program.smtp, { from: 'zoe@free.example', to: ['bureau-owner@velo15.example'] }, bytes)
  const [passed] = await until(
    () => copiesOf('Question aux responsables').length > 0 && copiesOf('Question aux responsables'),
  )
  expect(passed!.recipients).toEqual([anne])
  expect(passed!.bytes.subarray(-bytes.length)).toEqual(bytes)
})

test('help is a mail away, and robots get none', async () => {
  await give(
    program.smtp,
    { from: 'paul@free.example', to: ['bureau-request@velo15.example'] },
    mail({ From: 'paul@free.example', To: 'bureau-request@velo15.example', Subject: 'AIDE' }),
  )
  const helpFor = (who: string) =>
    copiesOf('Comment utiliser la liste').filter((c) => c.recipients.includes(who))
  const help = await until(() => helpFor('paul@free.example')[0])
  expect((await simpleParser(help.bytes)).text).toContain('bureau-unsubscribe@velo15.example')
  await give(
    program.smtp,
    { from: 'paul@free.example', to: ['bureau-request@velo15.example'] },
    mail({ From: 'paul@free.example', Subject: 'AIDE', 'Auto-Submitted': 'auto-replied' }),
  )
  await post({ Subject: 'Pour attendre' })
  await until(() => copiesOf('Pour attendre').length === 3)
  expect(helpFor('paul@free.example')).toHaveLength(1)
})

test('leaving by mail: what was asked is done and said, and nothing more comes', async () => {
  await give(
    program.smtp,
    { from: 'karim@poste.example', to: ['bureau-unsubscribe@velo15.example'] },
    mail({ From: 'karim@poste.example', To: 'bureau-unsubscribe@velo15.example' }, ''),
  )
  const [said] = await until(() => copiesOf('Vous avez quitté').length > 0 && copiesOf('Vous avez quitté'))
  expect(said!.recipients).toEqual(['karim@poste.example'])
  await post({ Subject: 'Sans Karim' })
  await until(() => copiesOf('Sans Karim').length === 2)
  await wait(200)
  expect(copiesOf('Sans Karim').flatMap((c) => c.recipients)).not.toContain('karim@poste.example')
  // An import does not bring back who left.
  expect(
    await program.relaisWith('karim@poste.example', 'subscriber', 'import', 'bureau@velo15.example', '-'),
  ).toContain('left before')
})

test('one-click unsubscribe: looking changes nothing, posting leaves', async () => {
  await post({ Subject: 'Avant de partir' })
  const copies = await until(() => copiesOf('Avant de partir').length === 2 && copiesOf('Avant de partir'))
  const copy = copies.find((c) => c.recipients[0] === 'paul@free.example')!
  const url = /<(http[^>]+)>/.exec(headerOf(copy).first('List-Unsubscribe')!)![1]!
  const page = await fetch(url)
  expect(page.status).toBe(200)
  expect(await page.text()).toContain('<button')
  const still = JSON.parse(await program.relais('subscriber', 'list', 'bureau@velo15.example', '--json'))
  expect(still.map((s: { address: string }) => s.address)).toContain('paul@free.example')
  const left = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    redirect: 'manual',
  })
  expect(left.status).toBe(200)
  const after = JSON.parse(await program.relais('subscriber', 'list', 'bureau@velo15.example', '--json'))
  expect(after.map((s: { address: string }) => s.address)).toEqual([anne])
})

test('unknown recipients are told so at RCPT, in printable ASCII', async () => {
  const reply = await give(program.smtp, { from: anne, to: ['personne@velo15.example'] }, Buffer.alloc(0))
  expect(reply).toMatch(/^550 5\.1\.1 [\x20-\x7e]+$/)
  expect(await give(program.smtp, { from: anne, to: ['x@ailleurs.example'] }, Buffer.alloc(0))).toMatch(
    /^550 5\.[17]\.1 /,
  )
})

test('a trace tells what became of a message', async () => {
  const trace = JSON.parse(await program.relais('trace', 'reunion@orange.example', '--json'))
  expect(trace.posts).toMatchObject([{ list: 'bureau@velo15.example', state: 'accepted' }])
  expect(trace.deliveries.map((d: { state: string }) => d.state)).toEqual(['sent', 'sent', 'sent'])
})
