// Whoever says that they are somebody: nothing is distributed, and nothing changes.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { until } from '../support/until.ts'

let sink: Sink
let database: TestDatabase
let program: Program
const list = 'bureau@velo15.example'
const request = 'bureau-request@velo15.example'
const owner = 'anne@orange.example'
const thief = 'voleur@ailleurs.example' // spf-aligned, for itself

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
  for (const [address, preset] of [
    [list, 'discussion'],
    ['annonces@velo15.example', 'announce'],
    ['prive@velo15.example', 'private'],
  ] as const) {
    await program.relais('list', 'create', address, '--space', 'velo15', '--preset', preset, '--owner', owner)
    await program.relaisWith(`${owner}\npaul@free.example\n`, 'subscriber', 'import', address, '-')
  }
}, 60_000)
afterAll(async () => {
  await program?.remove()
  await database?.close()
  await sink?.close()
})

const calm = () =>
  until(async () => {
    const { rows } = await database.db.raw(
      `select (select count(*) from arrivals where done_at is null)
            + (select count(*) from deliveries where state in ('queued', 'sending'))
            + (select count(*) from notices where state in ('queued', 'sending')) as n`,
    )
    return Number(rows[0].n) === 0
  }, 30_000)

/** What a spoofer would change: who is on what and how, roles, rules, settings, what is distributed, proofs used. */
async function state(): Promise<string> {
  const tables = [
    'spaces',
    'lists',
    'policies',
    'roles',
    'people',
    'addresses',
    'memberships',
    'reasons',
    'preferences',
    'exclusions',
    'identities',
    'messages',
    'postings',
    'deliveries',
  ]
  const parts = []
  for (const table of tables)
    parts.push([
      table,
      (await database.db.raw(`select to_jsonb(t) as row from ${table} t order by to_jsonb(t)::text`)).rows,
    ])
  const used = await database.db('tokens').whereNotNull('used_at').orderBy('id').pluck('id')
  return JSON.stringify([...parts, used], undefined, 1)
}

const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const tokenOf = (t: Transaction) => /confirm\+[a-z2-7]+@relais\.example/.exec(headerOf(t).first('From')!)![0]

/** The froms under which a thief writes, each with a From field (or two) that means to be somebody else. */
const froms: Record<string, string> = {
  'the owner': owner,
  'a member': 'Paul <paul@free.example>',
  'the list itself': list,
  'the list’s owners': 'bureau-owner@velo15.example',
  'the platform': 'relais@relais.example',
  'two authors in one field': `${owner}, ${thief}`,
  'a name that is the owner’s address': `"${owner}" <${thief}>`,
  'an encoded name that is the owner’s address': `=?utf-8?Q?=22Anne=22_=3Canne=40orange=2Eexample=3E?= <${thief}>`,
  'an encoded address': `=?utf-8?Q?anne=40orange.example?=`,
  'a group': `Bureau: ${owner};`,
  'an empty group': 'Bureau:;',
  'a Cyrillic look-alike': 'anne@оrange.example',
  'a full-width look-alike': 'ａnne@orange.example',
  'a hidden sign in it': 'an\u200bne@orange.example',
  'a comment in it': `(${owner}) ${thief}`,
  'two addresses in brackets': `<${owner}> <${thief}>`,
  'a route': `<@ailleurs.example:${owner}>`,
  nobody: '',
}
const asks = [
  { to: list, subject: 'Bonjour à tous' },
  { to: 'annonces@velo15.example', subject: 'Assemblée annulée' },
  { to: 'prive@velo15.example', subject: 'Entre nous' },
  { to: request, subject: 'QUITTER' },
  { to: request, subject: 'PAUSE' },
  { to: 'bureau-unsubscribe@velo15.example', subject: '' },
  { to: 'sympa@relais.example', subject: 'SIG bureau paul@free.example' },
]

test.each(Object.entries(froms))(
  'in the name of %s nothing is sent out and nothing changes',
  async (_, from) => {
    const before = await state()
    for (const { to, subject } of asks)
      await give(program.smtp, { from: thief, to: [to] }, mail({ From: from, To: to, Subject: subject }))
    await calm()
    expect(await state()).toBe(before)
  },
)

test('two From fields are nobody’s, in either order', async () => {
  const before = await state()
  for (const froms of [`${owner}\nFrom: ${thief}`, `${thief}\nFrom: ${owner}`])
    for (const { to, subject } of asks)
      await give(program.smtp, { from: thief, to: [to] }, mail({ From: froms, To: to, Subject: subject }))
  await calm()
  expect(await state()).toBe(before)
})

/** The question that somebody unproved is asked; their day begins anew, as after a night. */
async function question(from: string, subject: string): Promise<string> {
  await database.db('answered').delete()
  const seen = sink.transactions.length
  await give(
    program.smtp,
    { from: thief, to: [request] },
    mail({ From: from, To: request, Subject: subject }),
  )
  return tokenOf(await until(() => sink.transactions.slice(seen).find((t) => t.recipients.includes(from))))
}
const answer = (
  from: string,
  token: string,
  fields: Record<string, string> = {},
  body = 'Oui\n',
  mailFrom = thief,
) =>
  give(
    program.smtp,
    { from: mailFrom, to: [token] },
    mail({ From: from, To: token, Subject: 'Re: question', ...fields }, body),
  )

test('a token forwarded, guessed, expired, or answered by a robot acts for nobody; replayed it acts once', async () => {
  const token = await question(owner, 'QUITTER')
  const before = await state()
  await answer(thief, token)
  await answer(`"${owner}" <${thief}>`, token)
  await answer(`${owner}, ${thief}`, token)
  await answer('paul@free.example', token)
  await answer(owner, token, { 'Auto-Submitted': 'auto-replied' }, 'Oui, je suis absente.\n')
  await answer(owner, token, { Subject: 'Réponse automatique : Quitter la liste' }, 'Oui, …\n')
  await answer(owner, token, { Subject: 'Absence', 'In-Reply-To': '<q@x>' }, 'Oui, je reviens lundi\n')
  await answer(owner, token, {}, 'Oui\n', '')
  await answer(owner, token, { 'In-Reply-To': '<q@x>', 'Content-Disposition': 'reaction' }, '👍\n')
  await answer(owner, token, { 'Content-Type': 'text/calendar; method=REPLY' }, 'METHOD:REPLY\n')
  expect(await answer(owner, token.replace(/\+(.)(.)/, '+$1q'))).toMatch(/^550 5\.1\.1/)
  await calm()
  expect(await state()).toBe(before)
  await database
    .db('tokens')
    .update({ expires_at: database.db.raw(`now() - interval '1 minute'`) })
    .whereNull('used_at')
  const expired = await state()
  await answer(owner, token)
  await calm()
  expect(await state()).toBe(expired)
  const fresh = await question(owner, 'PAUSE')
  await answer(owner, fresh)
  await calm()
  await give(
    program.smtp,
    { from: owner, to: [request] },
    mail({ From: owner, To: request, Subject: 'REPRENDRE' }),
  )
  await calm()
  const resumed = await state()
  await answer(owner, fresh)
  await calm()
  expect(await state()).toBe(resumed)
})
