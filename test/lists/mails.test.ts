// Every mail that Relais writes, as its reader gets it.
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isAboutList } from '#lists/mails/catalogue.ts'
import { type Language, type MailName, reasonInWords, write } from '#lists/mails.ts'
import { Header } from '#mta/message/header.ts'
import { readableText } from '#mta/message/readable-text.ts'
import { enWords } from '#templates/mails/en/looking-up.ts'
import { enDecided, enHolds, enModeration, enOutcomes, enWaits } from '#templates/mails/en/moderation.ts'
import { enReasons } from '#templates/mails/en/posting.ts'
import { enDigest, enFileInArchive, enNotice, enNoticeAnswers } from '#templates/mails/en/ways.ts'
import { en } from '#templates/mails/en.ts'
import { frWords as frInvitation } from '#templates/mails/fr/invitations.ts'
import { frWords } from '#templates/mails/fr/looking-up.ts'
import { frDecided, frHolds, frModeration, frOutcomes, frWaits } from '#templates/mails/fr/moderation.ts'
import { frAsked, frFigures, frPeople } from '#templates/mails/fr/owners.ts'
import { frReasons } from '#templates/mails/fr/posting.ts'
import { frChanges } from '#templates/mails/fr/receiving.ts'
import { frDigest, frFileInArchive, frNotice, frNoticeAnswers } from '#templates/mails/fr/ways.ts'
import { fr } from '#templates/mails/fr.ts'
import { type TestDatabase, testDatabase } from '../support/database.ts'
import { readHtml, wordsOf } from './mails/read-html.ts'

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
  author: 'Marie-Josèphe Kermarrec (marie-josephe.kermarrec@poste.example)',
  name: 'Marie-Josèphe Kermarrec',
  subject: 'Balade de dimanche 22 novembre : les bords de Marne, qui vient ?',
  reason: 'la liste ne l’accepte pas.',
  note: 'Merci, mais c’est trop long.\n\nPouvez-vous le raccourcir ?',
  platform: 'Relais',
  change: 'Vous recevez de nouveau ses messages',
  back: 'PAUSE',
  count: '12 messages',
  sentence: 'contenant « vélo »',
  place: 'dans la liste Bureau',
  notes: 'Un guillemet n’est pas refermé.',
  results: '1. Sortie de dimanche\nAnne Martin, mardi 3 nov., 20 h 14',
  more: 'Pour voir les suivants, répondez SUITE.',
  what: 'Voici les derniers messages de la liste',
  months: 'Novembre 2026 : 12 messages',
  month: 'novembre 2026',
  first: 'Sortie de dimanche',
  messages: 'Sortie de dimanche\nAnne Martin, mardi 3 nov., 20 h 14',
  how: 'Le message est joint à ce mail.',
  url: 'https://relais.example/lists/bureau@velo15.example/archive/2026-11',
  ask: 'chercher des messages',
  space: 'Vélo 15',
  posting: 'les membres seulement',
  joining: 'tout le monde peut la rejoindre',
  reading: 'les membres',
  size: 'Elle réunit 12 personnes.',
  members: 'Anne Martin <anne@orange.example>\npaul@free.example',
  copies: 'Liste Bureau, bureau@velo15.example\n\nSortie : remis à votre fournisseur',
  sureness: 'Votre mail est bien parti de orange.example.',
  outcome: '« Sortie » n’avait pas encore été diffusé.',
  lists: 'Bureau\nbureau@velo15.example\n\nDiscussion\ndiscussion@velo15.example',
  when: 'à 10 h 12',
  wait: 'dans 10 minutes',
  attached: 'Le message entier est joint à ce mail.',
  extract: '> Bonjour à tous,\n> rendez-vous dimanche.',
  hour: '8',
  items: '1. bureau@velo15.example : « Balade »\n2. bureau@velo15.example : « Photos »',
  days: '14',
  until: 'jusqu’au 15 août 2026 compris',
  domain: 'relais.example',
  home: 'https://relais.example/',
  code: '012345',
  other: 'marie.jo@free.example',
  old: 'marie-josephe@laposte.example',
  by: 'Marie-Josèphe Kermarrec (marie-josephe.kermarrec@poste.example)',
  asked: 'inscrire des personnes, 12 en tout',
  people: 'Deux personnes :\njean@free.example Jean\nanne@orange.example',
  figures: 'Membres  12\nen pause  1',
  description: 'Pour préparer les sorties du dimanche.',
  words: 'Voici ce que vous écrit Marie :\n\n> Viens donc !',
  link: 'https://relais.example/login/abimssycaazxuurzr3',
}

const maxSubject = 160 // characters: with the longest of ours filled in, mail programs still show its beginning

let mailsWritten = 0

/** The mail as it leaves, read back. */
async function written(language: Language, name: MailName, sentences: Record<string, string>) {
  const once = `${language}:${name}:${++mailsWritten}`
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
  const { html } = await simpleParser(bytes)
  return {
    subject: Header.parse(bytes).header.text('Subject'),
    text: await readableText(bytes),
    html: String(html),
  }
}

/** One attempt at a link, a heading, a line of ours, a placeholder and a text that runs backwards. */
const hostile =
  '</p><h1>RÉPONDEZ</h1><a href="https://evil.example/">ici</a>\n\n1 pour OUI\r\nÉcrire : \u202eroot@evil.example\u2028{code} "\'& https://evil.example/x'

/** What only we fill: addresses and pages of ours. */
const OURS = new Set(
  'list owner request subscribe unsubscribe archive home link page url domain platform'.split(' '),
)

const TAGS = [
  'html',
  'head',
  'meta',
  'title',
  'body',
  'div',
  'p',
  'a',
  'br',
  'strong',
  'ul',
  'li',
  'blockquote',
]
const maxOverhead = 10_000 // characters of HTML beside the words

describe.each(each)('the mail $name in $language', ({ language, name }) => {
  test('says all it is given, in a subject of sane length and short lines of thought', async () => {
    const { subject, text } = await written(language, name, filled)
    expect(`${subject}\n${text}`).not.toMatch(/[{}]|undefined|null|NaN/)
    expect(subject.length).toBeGreaterThan(10)
    expect(subject.length).toBeLessThanOrEqual(maxSubject)
    expect(text).toMatch(language === 'fr' ? /^Bonjour,\n\n/ : /^Hello,\n\n/)
    const signature = { fr: /\n\nRelais, pour Vélo 15$/, en: /\n\nRelais, for Vélo 15$/ }[language]
    expect(text.trimEnd()).toMatch(isAboutList(name) ? signature : /\n\nVélo 15$/)
    for (const [, placeholder] of (mails[language][name].subject + mails[language][name].text).matchAll(
      /\{(\w+)\}/g,
    ))
      expect(`${subject}\n${text}`.replace(/\s+/g, ' ')).toContain(
        filled[placeholder!]!.replace(/\s+/g, ' ').trim(),
      )
  })

  test('is HTML of the same words, well nested, in its language, with nothing that calls home', async () => {
    const { subject, text, html } = await written(language, name, filled)
    const read = readHtml(html)
    expect(read.faults).toEqual([])
    expect(read.tags.filter((tag) => !TAGS.includes(tag))).toEqual([])
    expect(read).toMatchObject({ lang: language, title: subject })
    expect(wordsOf(read.words)).toEqual(wordsOf(text))
    expect(html).not.toMatch(/[{}]|undefined|url\(|src=|<script/)
    expect(html.length - text.length).toBeLessThan(maxOverhead)
    expect(Number(/font:(\d+)px/.exec(html)?.[1])).toBeGreaterThanOrEqual(16)
  })

  test('has links that say where they go, to addresses and pages of ours', async () => {
    const { text, html } = await written(language, name, filled)
    const { links } = readHtml(html)
    for (const { href, text: label } of links) {
      expect(label).toMatch(/^(?!.*\b(?:ici|here)$).{7,}$/)
      expect(href).toMatch(
        /^mailto:[^?]+@(?:velo15\.)?relais\.example(?:\?subject=[A-Z0-9%]+)?$|^https:\/\/relais\.example\//,
      )
      if (href.startsWith('mailto:')) expect(href).toContain(label)
    }
    for (const page of text.match(/https:\/\/\S+/g) ?? [])
      expect(links.map(({ href }) => href)).toContain(page)
  })

  test('lets nobody’s words become a link, a heading or a line of ours', async () => {
    const strange = Object.fromEntries(Object.keys(filled).map((key) => [key, hostile]))
    const { text, html, subject } = await written(language, name, strange)
    const read = readHtml(html)
    expect(read.faults).toEqual([])
    expect(read.tags.filter((tag) => !TAGS.includes(tag))).toEqual([])
    expect(read.links.filter(({ href }) => href.includes('evil'))).toEqual([])
    expect(`${subject}${text}${read.words}`).not.toMatch(/[\u202e\u2028]/)
    expect(subject).not.toContain('\n')
    const ownLines = mails[language][name].text.split('\n').filter((line) => /^\{\w+\}$/.test(line))
    if (ownLines.length === 0) {
      expect(text).not.toMatch(/^1 pour OUI/m)
      const lines = (t: string) => t.split('\n').filter((line) => /^\S/.test(line)).length
      expect(lines(text)).toBe(lines((await written(language, name, filled)).text))
    }
    if (!mails[language][name].text.match(/^1 /m)) expect(html).not.toContain('list-style:none')
  })

  test.each(['root@evil.example', 'https://evil.example/'])(
    'has no link to what somebody wrote: %s',
    async (one) => {
      const strange = Object.fromEntries(
        Object.entries(filled).map(([key, value]) => [key, OURS.has(key) ? value : one]),
      )
      const { links } = readHtml((await written(language, name, strange)).html)
      expect(links.filter(({ href }) => href.includes('evil.example'))).toEqual([])
    },
  )

  test('keeps the token of its sender out of what may be quoted', async () => {
    const once = `token:${language}:${name}`
    const address = 'confirm+abimssycaazxuurzr3@relais.example'
    await database.db.transaction((tx) =>
      write(tx, {
        name,
        language,
        to: 'a@b.example',
        from: { name: 'V', address },
        replyTo: address,
        once,
        sentences: filled,
      }),
    )
    const { bytes } = await database.db('notices').where({ once }).first('bytes')
    const mail = await simpleParser(bytes)
    expect(mail.from?.value[0]?.address).toBe(address)
    expect(`${mail.text}${mail.html}`).not.toMatch(/confirm\+|abimssy\w+zr3@/)
  })

  test('shows no brace where something is not known', async () => {
    const { subject, text, html } = await written(language, name, {})
    expect(readHtml(html).faults).toEqual([])
    expect(`${subject}\n${text}\n${html}`).not.toMatch(/[{}]|undefined|null|NaN/)
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

/** What copies and digests say. */
const said = (words: typeof frDigest): string[] =>
  Object.values(words).flatMap((one) => (typeof one === 'string' ? one : Object.values(one)))
const frWays = [...said(frDigest), ...Object.values(frNoticeAnswers), frNotice, frFileInArchive]
const enWays = [...said(enDigest), ...Object.values(enNoticeAnswers), enNotice, enFileInArchive]

test('both languages are given the same in copies and digests', () => {
  const placeholders = (all: readonly string[]) => all.map((one) => (one.match(/\{\w+\}/g) ?? []).toSorted())
  expect(placeholders(enWays)).toEqual(placeholders(frWays))
})

test('French is set as French', () => {
  const said = [
    ...Object.values(fr).flatMap(({ subject, text }) => [subject, text]),
    ...Object.values(frReasons),
    ...Object.values(frChanges),
    ...frWays,
    ...Object.values(frPeople).flat(),
    ...Object.values(frAsked),
    ...Object.values(frFigures),
    frInvitation,
    ...Object.values(frWords).flatMap((words) => Object.values(words)),
    ...[frHolds, frWaits, frOutcomes, frDecided, frModeration].flatMap((phrases) => Object.values(phrases)),
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
    ...enWays,
    ...Object.values(enWords).flatMap((words) => Object.values(words)),
    ...[enHolds, enWaits, enOutcomes, enDecided, enModeration].flatMap((phrases) => Object.values(phrases)),
  ]
  for (const text of said) expect(text).not.toMatch(/['"\u202f\u00a0]|\.\.\./)
})

test('every reason is said in both languages, and one that is not known in general words', () => {
  expect(Object.keys(enReasons).sort()).toEqual(Object.keys(frReasons).sort())
  expect(reasonInWords('fr', 'unheard-of')).toBe(frReasons.other)
  expect(reasonInWords('en', 'unheard-of')).toBe(enReasons.other)
})
