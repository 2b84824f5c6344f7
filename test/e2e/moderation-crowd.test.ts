// Five moderators answer two hundred held posts at once, each as they like: every post has one outcome, and everybody is
// told the same one.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { connect } from '../support/smtp.ts'
import { until } from '../support/until.ts'

const posts = 200
const list = 'bureau@velo15.example'
const reader = 'lise@courriel.example'
const answers = ['OUI', 'NON', 'SPAM', 'RAPIDE', 'TOUJOURS'] as const
const moderators = answers.map((_, n) => `moderatrice${n}@courriel.example`)

let sink: Sink
let program: Program

beforeAll(async () => {
  sink = await openSink()
  program = await startProgram({
    env: {
      RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}`,
      RELAIS_EVIDENCE: 'trust',
      RELAIS_MODERATION_MAIL_WAIT_SECONDS: '1',
      RELAIS_MODERATION_MAILS_PER_HOUR: '1000',
    },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  const owners = moderators.flatMap((one) => ['--owner', one])
  await program.relais('list', 'create', list, '--space', 'velo15', '--preset', 'moderated', ...owners)
  await program.relaisWith(`${reader}\n`, 'subscriber', 'import', list, '-')
}, 60_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
})

const authorOf = (n: number) => `auteur${n}@courriel.example`
const fieldsOf = (one: Transaction) => {
  const { header } = Header.parse(one.bytes)
  const subject = header.text('Subject')
  return { subject, from: header.first('From') ?? '', post: Number(/Sujet (\d+)/.exec(subject)?.[1] ?? -1) }
}

/** What has come for an address, whose subject begins so; each mail is read once. */
const boxes = new Map<string, ReturnType<typeof fieldsOf>[]>()
let read = 0
function got(address: string, begins: string) {
  for (; read < sink.transactions.length; read++) {
    const one = sink.transactions[read]!
    const [to = ''] = one.recipients
    boxes.set(to, [...(boxes.get(to) ?? []), fieldsOf(one)])
  }
  return (boxes.get(address) ?? []).filter(({ subject }) => subject.startsWith(begins))
}

/** Sends mails one after the other over one connection. */
async function send(
  from: (n: number) => string,
  mails: readonly { to: string; subject: string; body: string }[],
) {
  await using talk = await connect(program.smtp)
  await talk.say('EHLO courriel.example', 250)
  for (const [n, { to, subject, body }] of mails.entries()) {
    const bytes = mail({ From: from(n), To: to, Subject: subject }, body)
    const [reply] = await talk.mail({ from: from(n), to: [to], bytes })
    expect(reply!.code).toBe(250)
  }
}

test('five moderators, two hundred posts: one outcome each, none lost, none doubled', {
  timeout: 300_000,
}, async () => {
  const numbers = Array.from({ length: posts }, (_, n) => n)
  await send(
    authorOf,
    numbers.map((n) => ({ to: list, subject: `Sujet ${n}.`, body: 'Bonjour.\n' })),
  )
  await until(() => moderators.every((one) => got(one, 'À décider').length === posts), 150_000)
  await Promise.all(
    moderators.map((one, k) => {
      const notices = got(one, 'À décider').toSorted(
        (a, b) => ((a.post * 7 + k * 40) % posts) - ((b.post * 7 + k * 40) % posts),
      )
      return send(
        () => one,
        notices.map(({ from, subject }) => ({
          to: /<([^>]+)>/.exec(from)![1]!,
          subject: `Re: ${subject}`,
          body: `${answers[k]}\n`,
        })),
      )
    }),
  )
  const told = () => moderators.map((one) => [...got(one, 'C’est noté'), ...got(one, 'Déjà traité')].length)
  await until(() => told().every((count) => count === posts), 150_000)
  const decidedBy = numbers.map((n) =>
    moderators.flatMap((one, k) =>
      got(one, 'C’est noté')
        .filter(({ post }) => post === n)
        .map(() => answers[k]!),
    ),
  )
  expect(decidedBy.filter((by) => by.length !== 1)).toEqual([])
  const outcomes = decidedBy.map(([by]) => by!)
  const those = (...which: (typeof answers)[number][]) => numbers.filter((n) => which.includes(outcomes[n]!))
  const accepted = those('OUI', 'RAPIDE', 'TOUJOURS')
  const refused = those('NON')
  const numbersOf = (fields: ReturnType<typeof got>) =>
    fields.map(({ post }) => post).toSorted((a, b) => a - b)
  const toldNo = () => numbers.filter((n) => got(authorOf(n), 'Votre message').length === 2)
  await until(
    () => got(reader, 'Sujet').length >= accepted.length && toldNo().length >= refused.length,
    60_000,
  )
  await until(
    async () => JSON.parse(await program.relais('queue', 'list', '--json')).posts.length === 0,
    30_000,
  )
  expect(numbersOf(got(reader, 'Sujet'))).toEqual(accepted)
  for (const n of numbers) {
    const mails = got(authorOf(n), 'Votre message').map(({ subject }) => /attend|retenu/.exec(subject)?.[0])
    expect(mails).toEqual(outcomes[n] === 'NON' ? ['attend', 'retenu'] : ['attend'])
  }
  expect(new Set(outcomes).size).toBeGreaterThan(1)
})
