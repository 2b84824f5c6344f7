// What a list, a space or the platform says in its own words.
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { List } from '#lists/lists.ts'
import { catalogue, type SentenceName, sentenceNames } from '#lists/mails/catalogue.ts'
import {
  checkSentence,
  ownSentences,
  resetSentence,
  setSentence,
  type Whose,
} from '#lists/mails/own-sentences.ts'
import { readSentence, writeSentence } from '#lists/mails/sentence-file.ts'
import { write } from '#lists/mails.ts'
import { type TestSite, testSite } from '../../support/site.ts'

let site: TestSite
let bureau: List
let sorties: List
beforeAll(async () => {
  site = await testSite()
  bureau = await site.list('bureau@velo15.example', 'discussion')
  sorties = await site.list('sorties@velo15.example', 'discussion')
})
afterAll(() => site.close())

let count = 0
async function said(list: List, name: 'joined' | 'left' = 'joined', language: 'fr' | 'en' = 'fr') {
  const once = `own:${++count}`
  await site.ground.db.transaction((tx) =>
    write(tx, {
      name,
      language,
      to: 'anne@orange.example',
      from: { name: list.title, address: 'x@velo15.example' },
      listId: list.id,
      once,
      sentences: { title: list.title, list: list.address },
    }),
  )
  const { bytes } = await site.ground.db('notices').where({ once }).first('bytes')
  const { subject, text, html } = await simpleParser(bytes)
  return { subject, text: text!, html: String(html) }
}
const set = (whose: Whose, name: SentenceName, subject: string, text: string) =>
  site.ground.db.transaction((tx) =>
    setSentence(tx, whose, { name, language: 'fr', sentence: { subject, text } }),
  )
const reset = (whose: Whose, name: SentenceName) =>
  site.ground.db.transaction((tx) => resetSentence(tx, whose, { name, language: 'fr' }))

test('the nearest words are said: the list’s, its space’s, the platform’s, ours', async () => {
  const [list, space, platform] = [
    { listId: bureau.id },
    { spaceId: bureau.space.id },
    { platform: true },
  ] as const
  await set(platform, 'joined', 'Depuis la plateforme', 'Texte de la plateforme.')
  expect((await said(bureau)).subject).toBe('Depuis la plateforme')
  await set(space, 'joined', 'Depuis l’espace', 'Texte de l’espace.')
  await set(
    list,
    'joined',
    'Bienvenue au {title}',
    'Le <b>thé</b> est à 17 h.\n\nÉcrire à tous : {list}\nLe site : https://velo15.example/the.',
  )
  const own = await said(bureau)
  expect(own.subject).toBe('Bienvenue au bureau')
  expect(own.text).toContain('Bonjour,\n\nLe <b>thé</b> est à 17 h.\n\nÉcrire à tous : bureau@velo15.example')
  expect(own.html).toContain('&lt;b&gt;thé')
  expect(own.html).toMatch(/<a href="https:\/\/velo15\.example\/the"[^>]*>/)
  expect((await said(sorties)).subject).toBe('Depuis l’espace')
  expect((await said(bureau, 'joined', 'en')).subject).toMatch(/^Welcome/)
  expect((await said(bureau, 'left')).subject).toMatch(/^Vous avez quitté/)
  expect(await ownSentences(site.ground.db, list)).toMatchObject([{ name: 'joined', language: 'fr' }])
  expect(await reset(list, 'joined')).toBe(true)
  expect(await reset(list, 'joined')).toBe(false)
  expect((await said(bureau)).subject).toBe('Depuis l’espace')
  await reset(space, 'joined')
  expect((await said(sorties)).subject).toBe('Depuis la plateforme')
  await reset(platform, 'joined')
  expect((await said(bureau)).subject).toMatch(/^Bienvenue sur la liste/)
})

test('greeting and signature too, around every mail of the list', async () => {
  await set({ listId: bureau.id }, 'greeting', '', 'Chers amis,')
  await set({ spaceId: bureau.space.id }, 'signature', '', 'Le bureau de Vélo 15\npour {whom}')
  expect((await said(bureau, 'left')).text).toMatch(
    /^Chers amis,\n\nC’est fait(?:.|\n)+\n\nLe bureau de Vélo 15\npour bureau\n$/,
  )
  expect((await said(sorties)).text).toMatch(/^Bonjour,\n/)
  await set({ spaceId: bureau.space.id }, 'signature', '', 'Le bureau')
  expect((await said(sorties)).text).toMatch(/Le bureau\n$/)
})

test('what is not about a list is said by the platform alone', async () => {
  const { subject, text } = catalogue.fr.login
  await expect(set({ listId: bureau.id }, 'login', subject, text)).rejects.toThrow('the platform alone')
  await set({ platform: true }, 'login', subject, text)
  expect(await reset({ platform: true }, 'login')).toBe(true)
})

test('what could not be filled, or would lose the act, is refused with what is allowed', () => {
  const refused = (name: SentenceName, subject: string, text: string) => () =>
    checkSentence(name, { subject, text })
  expect(refused('joined', 'Bonjour', 'Voici {code} et {list}.')).toThrow(
    '{code} cannot be filled in "joined"; it may have {title}, {list}, {owner}, {request}, {unsubscribe}, {subscribe}, {archive}',
  )
  expect(refused('login', 'Connexion', 'Le code : {code}')).toThrow('the text of "login" must keep {link}')
  expect(refused('login', 'Connexion {code}', 'Le lien : {link}')).toThrow('must keep {code}')
  expect(refused('not-understood', 'Pardon ?', '1 pour partir\n2 pour rester\n3 pour l’aide')).toThrow(
    'begin with 4',
  )
  expect(refused('signature', '', '— {title}')).toThrow('it may have {whom}')
  expect(refused('joined', 'Bonjour', 'Voici {list')).toThrow('"{" stands alone')
  expect(refused('joined', ' ', 'Bonjour')).toThrow('needs a subject')
  expect(refused('joined', 'Bonjour', ' \n')).toThrow('needs a text')
  expect(refused('greeting', 'Bonjour', 'Bonjour')).toThrow('has no subject')
  expect(refused('joined', 'Bonjour\nBcc: x@y.example', 'Bonjour')).toThrow('one line')
  expect(refused('joined', 'Bonjour', 'a\u0000b')).toThrow('control characters')
  expect(refused('joined', 'x'.repeat(201), 'Bonjour')).toThrow('longer than 200')
  expect(refused('joined', 'Bonjour', 'x'.repeat(10_001))).toThrow('longer than 10000')
  expect(refused('joined', 'x'.repeat(200), 'x'.repeat(10_000))).not.toThrow()
})

test.each(sentenceNames)('our own words for %s could be anybody’s, through a file and back', (name) => {
  for (const language of ['fr', 'en'] as const) {
    const ours = catalogue[language][name]
    const { subject, text } = ours
    expect(() => checkSentence(name, { subject, text })).not.toThrow()
    expect(readSentence(name, `\ufeff${writeSentence(ours).replaceAll('\n', '\r\n')}\r\n`)).toEqual({
      subject,
      text,
    })
  }
})

test('a file without its subject is refused', () => {
  expect(() => readSentence('joined', 'Bonjour à tous')).toThrow('the first line is « Objet : … »')
})
