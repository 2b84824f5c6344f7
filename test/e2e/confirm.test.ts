import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink, type Transaction } from '../support/sink.ts'
import { until } from '../support/until.ts'

// Without RELAIS_EVIDENCE=trust and without DNS, nothing that is sent from here proves who sends it.
let sink: Sink
let program: Program
const list = 'bureau@velo15.example'

beforeAll(async () => {
  sink = await openSink()
  program = await startProgram({ env: { RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}` } })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  await program.relais(
    'list',
    'create',
    list,
    '--space',
    'velo15',
    '--title',
    'Bureau',
    '--owner',
    'anne@orange.example',
  )
  await program.relaisWith('anne@orange.example\npaul@free.example\n', 'subscriber', 'import', list, '-')
}, 60_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
})

const headerOf = (t: Transaction) => Header.parse(t.bytes).header
const sent = (subject: string, to?: string) =>
  sink.transactions.filter(
    (t) => headerOf(t).text('Subject').includes(subject) && (!to || t.recipients.includes(to)),
  )
const write = (from: string, to: string, fields: Record<string, string> = {}, body?: string) =>
  give(program.smtp, { from, to: [to] }, mail({ From: from, To: to, ...fields }, body))
const first = (subject: string, to?: string) => until(() => sent(subject, to)[0])
const tokenOf = (question: Transaction) => {
  const address = /confirm\+[a-z2-7]+@relais\.example/.exec(headerOf(question).first('From')!)?.[0]
  expect(address).toBeDefined()
  return address!
}
const subscribers = async () =>
  JSON.parse(await program.relais('subscriber', 'list', list, '--json')).map(
    (s: { address: string }) => s.address,
  )

test('a first post from nowhere asks its author to confirm; the answer sends it', async () => {
  expect(await write('anne@orange.example', list, { Subject: 'Ordre du jour' })).toMatch(/^250/)
  const question = await first('Confirmez', 'anne@orange.example')
  expect(question.mailFrom).toBe('')
  const { text, html } = await simpleParser(question.bytes)
  expect(text).toContain('\n    Ordre du jour\n')
  expect(html).toMatch(/<html lang="fr">(?:.|\n)+<blockquote[^>]*>Ordre du jour<\/blockquote>/)
  const token = tokenOf(question)
  expect(question.bytes.toString('latin1').split('\r\n\r\n').slice(1).join()).not.toContain('confirm+')
  expect(sent('Ordre du jour', 'paul@free.example')).toHaveLength(0)
  await write(
    'anne@orange.example',
    token,
    { Subject: 'Re: Confirmez votre message', 'In-Reply-To': '<x@y>' },
    'Oui\n',
  )
  await first('Ordre du jour', 'paul@free.example')
})

test('an answer from another address, or from a robot, confirms nothing', async () => {
  await write('anne@orange.example', list, { Subject: 'Pas encore' })
  const token = tokenOf(await until(() => sent('Pas encore', 'anne@orange.example')[0]))
  await write('paul@free.example', token, {}, 'Oui\n')
  await write('anne@orange.example', token, { 'Auto-Submitted': 'auto-replied' }, 'Oui, je suis absente.\n')
  await write('anne@orange.example', token, {}, 'Oui\n')
  await first('Pas encore', 'paul@free.example')
  await write('anne@orange.example', token, {}, 'Oui\n')
  const { posts } = JSON.parse(await program.relais('trace', 'x', '--json').catch(() => '{"posts":[]}'))
  expect(posts).toEqual([])
  expect(sent('Pas encore', 'paul@free.example')).toHaveLength(1)
})

test('answering NON throws the message away', async () => {
  await write('anne@orange.example', list, { Subject: 'Usurpation' })
  const token = tokenOf(await until(() => sent('Usurpation', 'anne@orange.example')[0]))
  await write('anne@orange.example', token, {}, 'NON\n\n> citation\n')
  await first('est annulé', 'anne@orange.example')
  expect(sent('Usurpation', 'paul@free.example')).toHaveLength(0)
})

test('text sent to a used token is never lost: we ask whether it was for the list', async () => {
  await write('anne@orange.example', list, { Subject: 'Convocation' })
  const token = tokenOf(await until(() => sent('Convocation', 'anne@orange.example')[0]))
  await write('anne@orange.example', token, {}, 'Oui\n')
  await first('Convocation', 'paul@free.example')
  await write(
    'anne@orange.example',
    token,
    { Subject: 'Re: Convocation, suite' },
    'Je propose vingt heures.\n',
  )
  const question = await first('Vouliez-vous écrire', 'anne@orange.example')
  expect(sent('Convocation, suite', 'paul@free.example')).toHaveLength(0)
  await write('anne@orange.example', tokenOf(question), {}, 'OUI\n')
  await first('Convocation, suite', 'paul@free.example')
})

test('joining needs an answer from the address that joins', async () => {
  await write('zoe@free.example', 'bureau-abonnement@velo15.example', { Subject: 'bonjour' })
  const question = await first('Rejoindre la liste', 'zoe@free.example')
  expect(await subscribers()).not.toContain('zoe@free.example')
  await write('zoe@free.example', tokenOf(question), {}, '')
  await first('Bienvenue', 'zoe@free.example')
  expect(await subscribers()).toContain('zoe@free.example')
})

test('leaving without proof needs one answer', async () => {
  await write('zoe@free.example', 'bureau-request@velo15.example', { Subject: 'Désinscription' })
  const question = await first('Quitter la liste', 'zoe@free.example')
  expect(await subscribers()).toContain('zoe@free.example')
  await write('zoe@free.example', tokenOf(question), {}, 'ok\n')
  await first('Vous avez quitté', 'zoe@free.example')
  expect(await subscribers()).not.toContain('zoe@free.example')
})

const requests = 'bureau-request@velo15.example'

test('a wish to leave, said in a sentence, is asked about; only a yes leaves', async () => {
  await write('paul@free.example', requests, { Subject: 'Bonjour' }, 'Je ne veux plus recevoir ces mails.\n')
  const question = await first('Voulez-vous quitter', 'paul@free.example')
  await write('paul@free.example', tokenOf(question), {}, 'Je voulais dire : sans les photos\n')
  const again = await first('oui ou non', 'paul@free.example')
  expect(await subscribers()).toContain('paul@free.example')
  await write('paul@free.example', tokenOf(again), {}, '> Répondez OUI\n\nOui merci\n')
  await first('Vous avez quitté', 'paul@free.example')
  expect(await subscribers()).not.toContain('paul@free.example')
})

test('what is not understood gets choices, answered by their number: the answer proves who asks', async () => {
  await write('luc@free.example', requests, { Subject: 'Convocation' }, 'Que faire de ceci ?\n')
  const choices = tokenOf(await first('pas compris', 'luc@free.example'))
  await write('luc@free.example', choices, { Subject: 'Re: Nous n’avons pas compris' }, 'Le 2, merci\n')
  await first('Bienvenue', 'luc@free.example')
  expect(await subscribers()).toContain('luc@free.example')
  await write('luc@free.example', choices, {}, 'QUITTER\n')
  await write('lea@free.example', requests, { Subject: 'AIDE' })
  await write(
    'paul@free.example',
    tokenOf(await first('Comment utiliser', 'lea@free.example')),
    {},
    'QUITTER\n',
  )
  await write('noe@free.example', requests, { Subject: '' }, '\n')
  await first('Comment utiliser', 'noe@free.example')
  expect(await subscribers()).toContain('luc@free.example')
})

test('several commands in one mail, and a slip of the finger, are confirmed together', async () => {
  await write('eve@free.example', requests, {}, 'AIDE\nINCRIPTION\n--\u0020\nQUITTER\n')
  const question = await first('bien vous', 'eve@free.example')
  const text = (await simpleParser(question.bytes)).text!
  expect(text).toContain('AIDE\nINCRIPTION\n')
  expect(text).not.toContain('QUITTER')
  expect(sent('', 'eve@free.example')).toHaveLength(1)
  await write('eve@free.example', tokenOf(question), {}, '\n')
  const done = (await simpleParser((await first('Vos 2 demandes', 'eve@free.example')).bytes)).text!
  expect(done).toContain('Voici comment utiliser')
  expect(await subscribers()).toContain('eve@free.example')
})

test('who asks that another address leave has that address asked', async () => {
  await write('eve@free.example', requests, { Subject: 'SIG bureau luc@free.example' })
  await first('Quitter la liste', 'luc@free.example')
  await write('eve@free.example', requests, { Subject: 'SIG bureau inconnu@free.example' })
  await write('eve@free.example', requests, { Subject: 'SIG bureau demain matin' })
  await first('pas compris', 'eve@free.example')
  expect(sent('', 'inconnu@free.example')).toHaveLength(0)
  expect(await subscribers()).toContain('luc@free.example')
})

test('a command that names another list is about that one', async () => {
  await program.relais('list', 'create', 'sorties@velo15.example', '--space', 'velo15', '--title', 'Sorties')
  await write('kim@free.example', requests, { Subject: 'REJOINDRE sorties' })
  expect((await simpleParser((await first('Rejoindre la liste', 'kim@free.example')).bytes)).text).toContain(
    'sorties@velo15.example',
  )
})

test('a pause until a day, and back, each confirmed and undone by an answer', async () => {
  const anne = 'anne@orange.example'
  const paused = async () =>
    JSON.parse(await program.relais('subscriber', 'list', list, '--json')).find(
      (one: { address: string }) => one.address === anne,
    ).paused
  await write(anne, requests, { Subject: 'PAUSE jusqu’au 31 décembre 2099' })
  const question = await first('Changer ce que', anne)
  expect((await simpleParser(question.bytes)).text).toMatch(/31.décembre.2099 compris/)
  expect(await paused()).toBe(false)
  await write(anne, tokenOf(question), {}, 'oui\n')
  const done = await first('C’est noté', anne)
  expect(await paused()).toBe(true)
  expect((await simpleParser(done.bytes)).text).toContain('REPRENDRE')
  await write('bob@free.example', requests, { Subject: 'SET bureau NOMAIL' })
  await write('bob@free.example', tokenOf(await first('Changer ce que', 'bob@free.example')), {}, 'oui\n')
  await first('Vous n’êtes pas sur', 'bob@free.example')
})

test('commands of Sympa, to the platform, name their list', async () => {
  const platform = 'sympa@relais.example'
  await write('gil@free.example', platform, {}, 'SUB bureau Gil Moreau\nSUB nulle-part\nQUIT\nLISTS\n')
  await write('gil@free.example', tokenOf(await first('bien vous', 'gil@free.example')), {}, 'Oui\n')
  await first('Bienvenue', 'gil@free.example')
  expect((await simpleParser((await first('Quelle liste', 'gil@free.example')).bytes)).text).toContain(
    'nulle-part',
  )
  await write('anne@orange.example', platform, { Subject: 'WHICH' })
  const own = await first('Vos listes', 'anne@orange.example')
  expect((await simpleParser(own.bytes)).text).toContain(list)
  await write('ida@free.example', platform, { Subject: 'Mes listes' })
  expect((await simpleParser((await first('Vos listes', 'ida@free.example')).bytes)).text).toContain(
    'aucune liste',
  )
  expect(sent('Les listes de', 'gil@free.example')).toHaveLength(0)
})

test('whatever is asked in the name of one address, it is written to once', async () => {
  const cible = 'cible@free.example'
  for (let i = 0; i < 5; i++) await write(cible, 'bureau-subscribe@velo15.example')
  for (const asked of ['AIDE', 'QUITTER', 'PAUSE', 'n’importe quoi'])
    await write(cible, requests, { Subject: asked })
  await write(cible, 'relais@relais.example', { Subject: 'LISTES' }, 'WHICH\nAIDE\n')
  await write('eve@free.example', requests, { Subject: `SIG bureau ${cible}` })
  await write(cible, list, { Subject: 'Pas de moi' })
  await first('Rejoindre la liste', cible)
  await write('anne@orange.example', 'bureau-owner@velo15.example', { Subject: 'Après la salve' })
  await first('Après la salve')
  expect(sent('', 'cible@free.example')).toHaveLength(1)
})

test('a return path that nobody signed is no address', async () => {
  expect(await write('x@free.example', 'bounces+aaaaaaaaaaaaaaaaaaaa@relais.example')).toMatch(/^550 5\.1\.1/)
  expect(await write('x@free.example', 'confirm+aaaaaaaaaaaaaaaaaaaa@relais.example')).toMatch(/^550 5\.1\.1/)
})
