// Every mail that Relais writes, as its reader gets it.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Language, type MailName, reasonInWords, write } from '#lists/mails.ts'
import { Header } from '#mta/message/header.ts'
import { readableText } from '#mta/message/readable-text.ts'
import { enReasons } from '#templates/mails/en/posting.ts'
import { en } from '#templates/mails/en.ts'
import { frReasons } from '#templates/mails/fr/posting.ts'
import { frChanges } from '#templates/mails/fr/receiving.ts'
import { fr } from '#templates/mails/fr.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const mails = { fr, en } as const
const names = Object.keys(fr) as MailName[]
const each = (['fr', 'en'] as const).flatMap((language) => names.map((name) => ({ language, name })))

/** What a mail may be filled with: each as long as it really gets. */
const filled: Record<string, string> = {
  list: 'discussion-generale@velo15.relais.example',
  title: 'Vélo 15, discussion',
  owner: 'discussion-generale-owner@velo15.relais.example',
  request: 'discussion-generale-request@velo15.relais.example',
  subscribe: 'discussion-generale-subscribe@velo15.relais.example',
  unsubscribe: 'discussion-generale-unsubscribe@velo15.relais.example',
  archive: 'https://relais.example/lists/discussion-generale@velo15.relais.example/archive',
  address: 'marie-josephe.kermarrec@poste.example',
  name: 'Marie-Josèphe Kermarrec',
  subject: 'Balade de dimanche 22 novembre : les bords de Marne, qui vient ?',
  reason: 'la liste ne l’accepte pas.',
  note: '\n\n    Merci, mais c’est trop long.',
  platform: 'Relais',
  change: 'Vous recevez de nouveau ses messages',
  back: 'PAUSE',
  lists: 'Bureau\nbureau@velo15.example\n\nDiscussion\ndiscussion@velo15.example',
  domain: 'relais.example',
  home: 'https://relais.example/',
  code: '012345',
  link: 'https://relais.example/login/abimssycaazxuurzr3',
}

const maxSubject = 160 // characters: with the longest of ours filled in, mail programs still show its beginning

/** The mail as it leaves, read back. */
async function written(language: Language, name: MailName, sentences: Record<string, string>) {
  const once = `${language}:${name}:${Object.keys(sentences).length}`
  await database.db.transaction((tx) =>
    write(tx, {
      name,
      language,
      to: 'anne@orange.example',
      from: { name: 'Vélo 15', address: 'discussion-owner@velo15.example' },
      once,
      sentences,
    }),
  )
  const { bytes } = await database.db('notices').where({ once }).first('bytes')
  return { subject: Header.parse(bytes).header.text('Subject'), text: await readableText(bytes) }
}

describe.each(each)('the mail $name in $language', ({ language, name }) => {
  test('says all it is given, in a subject of sane length and short lines of thought', async () => {
    const { subject, text } = await written(language, name, filled)
    expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|null|NaN/)
    expect(subject.length).toBeGreaterThan(10)
    expect(subject.length).toBeLessThanOrEqual(maxSubject)
    expect(text).toMatch(language === 'fr' ? /^Bonjour,\n\n/ : /^Hello,\n\n/)
    expect(text.trimEnd()).toMatch(language === 'fr' ? /\nRelais, pour .+$/ : /\nRelais, for .+$/)
    for (const [, placeholder] of (mails[language][name].subject + mails[language][name].text).matchAll(
      /\{(\w+)\}/g,
    ))
      expect(`${subject}\n${text}`.replace(/\s+/g, ' ')).toContain(
        filled[placeholder!]!.replace(/\s+/g, ' ').trim(),
      )
  })

  test('shows no brace where something is not known', async () => {
    const { subject, text } = await written(language, name, {})
    expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|null|NaN/)
    expect(subject.trim()).not.toBe('')
  })
})

test('both languages are given the same', () => {
  const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
  expect(Object.keys(en)).toEqual(Object.keys(fr))
  for (const name of names) {
    expect([name, placeholders(en[name].subject)]).toEqual([name, placeholders(fr[name].subject)])
    expect([name, placeholders(en[name].text)]).toEqual([name, placeholders(fr[name].text)])
  }
})

/** What a French compositor would mark: U+202F before ; ! ? » and after «, U+00A0 before a colon. */
const faults: Record<string, RegExp> = {
  'no narrow space before ; ! ? »': /[^\u202f][;!?»]/,
  'no narrow space after «': /«(?!\u202f)/,
  'no no-break space before :': /[^\u00a0]:(?!\/\/)/,
  'a typewriter’s apostrophe, quote or ellipsis': /['"]|\.\.\./,
}

test('French is set as French', () => {
  const said = [
    ...Object.values(fr).flatMap(({ subject, text }) => [subject, text]),
    ...Object.values(frReasons),
    ...Object.values(frChanges),
  ]
  const found = said.flatMap((text) =>
    Object.entries(faults).flatMap(([fault, pattern]) => (pattern.test(text) ? [`${fault}: ${text}`] : [])),
  )
  expect(found).toEqual([])
})

test('English is set as English', () => {
  const said = [
    ...Object.values(en).flatMap(({ subject, text }) => [subject, text]),
    ...Object.values(enReasons),
  ]
  for (const text of said) expect(text).not.toMatch(/['"\u202f\u00a0]|\.\.\./)
})

test('every reason is said in both languages, and one that is not known in general words', () => {
  expect(Object.keys(enReasons).sort()).toEqual(Object.keys(frReasons).sort())
  expect(reasonInWords('fr', 'unheard-of')).toBe(frReasons.other)
  expect(reasonInWords('en', 'unheard-of')).toBe(enReasons.other)
})
