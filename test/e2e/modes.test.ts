// Members who each receive the list in another way, over SMTP from their commands to what they get.
import { execFileSync } from 'node:child_process'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { give, mail } from '../support/mail.ts'
import { mailWithFiles } from '../support/mail-with-files.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { until } from '../support/until.ts'

let sink: Sink
let program: Program
const list = 'discussion@velo15.example'
const requests = 'discussion-request@velo15.example'
const ways = {
  'each@ami.example': undefined,
  'leger@ami.example': 'sans les pièces jointes',
  'avis@ami.example': 'AVIS',
  'recueil@ami.example': 'Je voudrais un seul mail par jour svp',
  'texte@ami.example': 'RECUEIL TEXTE',
  'titres@ami.example': 'je ne veux plus recevoir que les titres',
} as const
type Member = keyof typeof ways

beforeAll(async () => {
  sink = await openSink()
  program = await startProgram({
    env: { RELAIS_EVIDENCE: 'trust', RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}` },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  await program.relais('list', 'create', list, '--space', 'velo15', '--title', 'Discussion')
  const people = ['Anne Martin <anne@orange.example>', ...Object.keys(ways)]
  await program.relaisWith(people.join('\n'), 'subscriber', 'import', list, '-')
}, 60_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
})

const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const sentTo = (to: string, subject = '') =>
  sink.transactions.filter((t) => t.recipients.includes(to) && headerOf(t).text('Subject').includes(subject))
const got = (to: string, subject: string) => until(() => sentTo(to, subject)[0], 20_000)
const write = (from: string, to: string, subject: string, body = '') =>
  give(program.smtp, { from, to: [to] }, mail({ From: from, To: to, Subject: subject }, body))
const ask = async (from: string, what: string, answer = 'C’est noté') => {
  const before = sentTo(from, answer).length
  await write(from, requests, what)
  return await until(() => sentTo(from, answer)[before])
}
const textOf = async (t: Transaction) => (await simpleParser(t.bytes)).text!
const post = (bytes: Buffer, from = 'anne@orange.example') => give(program.smtp, { from, to: [list] }, bytes)

const pdf = { name: 'affiche été.pdf', type: 'application/pdf', bytes: Buffer.alloc(60_000, 'affiche ') }
const posts = [
  mail(
    {
      From: 'Anne Martin <anne@orange.example>',
      To: list,
      Subject: 'Réunion mardi',
      'Message-ID': '<un@orange.example>',
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Transfer-Encoding': '8bit',
    },
    'Rendez-vous à 20 h, comme d’habitude.\n',
  ),
  mailWithFiles(
    {
      From: 'Anne Martin <anne@orange.example>',
      To: list,
      Subject: 'Affiche',
      'Message-ID': '<deux@orange.example>',
    },
    'Voici l’affiche.',
    [pdf],
  ),
]
/** What every copy of a message has of the original. */
const bodyOf = (bytes: Buffer) => bytes.subarray(bytes.indexOf('\r\n\r\n') + 4)

test('each way is asked for in plain words, and said back', async () => {
  for (const [member, words] of Object.entries(ways)) if (words) await ask(member, words)
  const modes = Object.fromEntries(
    JSON.parse(await program.relais('subscriber', 'list', list, '--json')).map(
      (one: { address: string; mode: string }) => [one.address, one.mode],
    ),
  )
  expect(modes).toEqual({
    'anne@orange.example': 'each',
    'each@ami.example': 'each',
    'leger@ami.example': 'without-files',
    'avis@ami.example': 'notices',
    'recueil@ami.example': 'digest',
    'texte@ami.example': 'digest-plain',
    'titres@ami.example': 'titles',
  })
  expect(await textOf(sentTo('recueil@ami.example', 'C’est noté')[0]!)).toMatch(
    /un seul mail par jour, vers 7 h[\s\S]*CHAQUE MESSAGE/,
  )
})

test('at once: the whole message, the message without its files, or a notice that it is there', async () => {
  for (const bytes of posts) expect(await post(bytes)).toMatch(/^250/)
  const whole = await got('each@ami.example', 'Affiche')
  expect(bodyOf(whole.bytes).equals(bodyOf(posts[1]!))).toBe(true)

  const light = await got('leger@ami.example', 'Affiche')
  expect(light.size).toBeLessThan(5_000)
  const read = await simpleParser(light.bytes)
  expect(read.attachments).toEqual([])
  expect(read.text).toContain('Voici l’affiche.')
  expect(read.text).toContain('affiche été.pdf (60')
  const link = /https?:\/\/\S+\/attachments\/1\/\S+/.exec(read.text!)![0]
  expect(decodeURIComponent(link)).toContain('/lists/discussion@velo15.example/messages/')
  expect(headerOf(light).first('Message-ID')).toBe('<deux@orange.example>')
  // A message without large files is theirs as it is.
  expect(bodyOf((await got('leger@ami.example', 'Réunion')).bytes).equals(bodyOf(posts[0]!))).toBe(true)

  const notice = await got('avis@ami.example', 'Réunion mardi')
  const header = headerOf(notice)
  expect(header.text('From')).toBe('"Anne Martin via Discussion" <discussion@velo15.example>')
  expect(header.first('Reply-To')).toContain('anne@orange.example')
  expect(header.first('Message-ID')).toBe('<un@orange.example>')
  expect(header.all('List-Id')).toHaveLength(1)
  expect(header.first('List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click')
  const said = await textOf(notice)
  expect(said).toContain('Anne Martin a écrit à la liste Discussion')
  expect(said).toContain(header.first('Archived-At')!.slice(1, -1))
  expect(said).not.toContain('comme d’habitude')
  for (const member of ['recueil@ami.example', 'texte@ami.example', 'titres@ami.example'])
    expect(sentTo(member).filter((t) => !headerOf(t).text('Subject').includes('noté'))).toEqual([])
})

test('once a day: the messages themselves, their texts, or their titles; each person one mail', async () => {
  await program.relais('digest', 'send', list)
  const digest = await got('recueil@ami.example', '[Discussion] 2 messages du')
  const header = headerOf(digest)
  expect(header.text('From')).toBe('"Discussion" <discussion@velo15.example>')
  expect(header.first('Reply-To')).toContain(requests)
  expect(header.first('List-Unsubscribe')).toContain('/u/')
  expect(digest.mailFrom).toMatch(/^bounces\+/)
  const read = await simpleParser(digest.bytes)
  expect(read.text).toMatch(
    /^Pour répondre[\s\S]*CHAQUE MESSAGE[\s\S]*QUITTER[\s\S]*1\. Réunion mardi\n[\s\S]*2\. Affiche/,
  )
  const originals = read.attachments.filter(({ contentType }) => contentType === 'message/rfc822')
  expect(originals.map(({ content }) => content.toString('latin1'))).toEqual(
    posts.map((bytes) => bytes.toString('latin1')),
  )

  const plain = await textOf(await got('texte@ami.example', '[Discussion] 2 messages du'))
  expect(plain).toMatch(
    /\n-{70}\n\nDate[\s\S]*Anne Martin <anne@orange\.example>[\s\S]*Rendez-vous à 20 h, comme d’habitude\./,
  )
  expect(plain).toMatch(
    /Voici l’affiche\.\n\nPièces jointes\u00a0:\naffiche été\.pdf \(60\s?Ko\)\nhttps?:\S+\n\n-{30}\n/,
  )

  const titles = await textOf(await got('titres@ami.example', '[Discussion] Les titres du'))
  expect(titles).toMatch(/1\. Réunion mardi\n\s+par Anne Martin, .+\n\s+https?:/)
  expect(titles).not.toContain('comme d’habitude')

  await program.relais('digest', 'send', list)
  await write('anne@orange.example', list, 'Après')
  await got('each@ami.example', 'Après')
  for (const member of ['recueil@ami.example', 'texte@ami.example', 'titres@ami.example'])
    expect(sentTo(member).filter((t) => !headerOf(t).text('Subject').includes('noté'))).toHaveLength(1)
})

const reader = `
import email, sys
from email import policy
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=policy.default)
assert not any(part.defects for part in message.walk()), [part.defects for part in message.walk()]
contents, digest = message.iter_parts()
assert digest.get_content_type() == 'multipart/digest'
for part in digest.iter_parts():
    assert part.get_content_type() == 'message/rfc822'
    print(part.get_content()['Subject'])
`

test.skipIf(!hasPython())('another reader finds the messages of a digest too', async () => {
  const { bytes } = await got('recueil@ami.example', '[Discussion] 2 messages du')
  expect(execFileSync('python3', ['-c', reader], { input: bytes, encoding: 'utf8' })).toBe(
    'Réunion mardi\nAffiche\n',
  )
})

test('who goes back to each message gets what waited as a last digest, and nothing twice', async () => {
  await ask('recueil@ami.example', 'CHAQUE MESSAGE')
  await write('anne@orange.example', list, 'Le lendemain')
  await got('recueil@ami.example', 'Le lendemain')
  await program.relais('digest', 'send')
  const last = await got('recueil@ami.example', '[Discussion] 1 message du')
  expect(await textOf(last)).toContain('1. Après')
  const titles = await until(() => sentTo('titres@ami.example', 'Les titres du')[1])
  expect(await textOf(titles)).toMatch(/1\. Après\n[\s\S]*2\. Le lendemain\n/)
  expect(sentTo('recueil@ami.example', 'Après')).toHaveLength(0)
})

test('an answer to a digest is read by the robot, not by the list', async () => {
  const digest = await got('texte@ami.example', '[Discussion] 2 messages du')
  const to = /<([^>]+)>/.exec(headerOf(digest).first('Reply-To')!)![1]!
  await write('texte@ami.example', to, 'Re: [Discussion] 2 messages', 'QUITTER\n\n> 1. Réunion mardi\n')
  await got('texte@ami.example', 'Vous avez quitté')
})

function hasPython(): boolean {
  try {
    execFileSync('python3', ['-c', 'import email'])
    return true
  } catch {
    return false
  }
}

test('every member of this file had a way of their own', () => {
  expect(new Set(Object.values(ways)).size).toBe(Object.keys(ways satisfies Record<Member, unknown>).length)
})
