import { expect, test } from 'vitest'
import { isFileKind } from '#archive/browse.ts'
import type { SaidKey } from '#search/query/explain.ts'
import type { NoteName } from '#search/query/notes.ts'
import { parseQuery } from '#search/query/parse.ts'
import { en } from '#templates/catalog/en.ts'
import { fr } from '#templates/catalog/fr.ts'
import type { ReadableList } from '#web/needs.ts'
import { noteSentence } from '#web/search/notes.ts'
import { said, sentenceOf } from '#web/search/said.ts'

const ANNONCES: ReadableList = {
  id: 1,
  address: 'annonces@velo15.example',
  title: 'Vélo 15, annonces',
  isPublic: true,
  mayRead: true,
  member: false,
  space: { slug: 'velo15', name: 'Vélo 15' },
}
const inFrench = (typed: string) =>
  said(parseQuery(typed).query, { language: 'fr', lists: [ANNONCES] }).replace(/[\u00a0\u202f]/g, ' ')
const inEnglish = (typed: string) => said(parseQuery(typed).query, { language: 'en', lists: [ANNONCES] })

test.each([
  ['vélo', 'contenant « vélo »'],
  ['plan vélo atelier', 'contenant « plan », « vélo » et « atelier »'],
  ['« plan vélo »', 'contenant exactement « plan vélo »'],
  ['vél*', 'contenant un mot qui commence par « vél »'],
  ['vélo OU trottinette', 'contenant « vélo » ou « trottinette »'],
  ['vélo OU sujet:trottinette', 'soit contenant « vélo », soit avec « trottinette » dans l’objet'],
  ['vélo -spam', 'contenant « vélo », sans « spam »'],
  ['vélo -de:paul', 'contenant « vélo », sauf ceux dont l’auteur est « paul »'],
  [
    'vélo -(de:paul avec:pj)',
    'contenant « vélo », sauf ceux dont l’auteur est « paul » et avec une pièce jointe',
  ],
  [
    'de:anne avant:2019-03-12 atelier',
    'dont l’auteur est « anne », avant le 12 mars 2019, contenant « atelier »',
  ],
  ['date:2019', 'en 2019'],
  ['date:2019-03', 'en mars 2019'],
  ['date:2019-03-01', 'le 1er mars 2019'],
  ['date:2019-03-12..2019-03-14', 'du 12 mars 2019 au 14 mars 2019'],
  ['après:2019', 'à partir du 1er janvier 2019'],
  ['liste:annonces type:pdf', 'dans la liste Vélo 15, annonces, avec un PDF'],
  ['liste:annonces@velo15.example', 'dans la liste Vélo 15, annonces'],
  ['espace:velo15', 'dans les listes de Vélo 15'],
  ['liste:absente', 'dans la liste absente'],
  ['', 'en tout'],
])('%s is understood as messages « %s »', (typed, sentence) => {
  expect(inFrench(typed)).toBe(sentence)
})

test('the same is said in English', () => {
  expect(inEnglish('de:anne avant:2019-03-12 atelier')).toBe(
    'written by “anne”, before 12\u00a0March\u00a02019, containing “atelier”',
  )
  expect(inEnglish('vélo OU trottinette')).toBe('containing “vélo” or “trottinette”')
})

test('a question of very many words stays a sentence', () => {
  const words = Array.from({ length: 60 }, (_, i) => `-mot${i}`)
  expect(inFrench(words.join(' ')).length).toBeLessThan(300)
})

// The compiler wants each name here once.
const NOTES: Readonly<Record<NoteName | 'unknown-list' | 'unknown-space', true>> = {
  'too-long': true,
  'too-many-words': true,
  'too-deep': true,
  'open-quote': true,
  'open-parenthesis': true,
  'stray-parenthesis': true,
  'lone-operator': true,
  'empty-operator': true,
  'unknown-operator': true,
  'bad-date': true,
  'day-only': true,
  'bad-thread': true,
  'unknown-kind': true,
  'unknown-thing': true,
  'short-beginning': true,
  'star-inside': true,
  'unknown-list': true,
  'unknown-space': true,
}
const SAID: Readonly<Record<Exclude<SaidKey, `file-kind.${string}`>, true>> = {
  everything: true,
  'word.anywhere': true,
  'word.subject': true,
  'word.new': true,
  'word.quoted': true,
  'word.filename': true,
  'phrase.anywhere': true,
  'phrase.subject': true,
  'phrase.new': true,
  'phrase.quoted': true,
  'phrase.filename': true,
  'prefix.anywhere': true,
  'prefix.subject': true,
  'prefix.new': true,
  'prefix.quoted': true,
  'prefix.filename': true,
  'person.from': true,
  'person.to': true,
  'person.any': true,
  list: true,
  space: true,
  'dates.year': true,
  'dates.month': true,
  'dates.day': true,
  'dates.between': true,
  'dates.from': true,
  'dates.before': true,
  'has.attachment': true,
  id: true,
  thread: true,
  and: true,
  or: true,
  not: true,
}
const keysOf = <K extends string>(table: Readonly<Record<K, true>>) => Object.keys(table) as K[]

test('every note and every clause has its sentence in both languages, and no sentence is without', () => {
  const kinds = Object.keys(fr).flatMap((key) => /^files\.kind\.(?!any)(.+)$/.exec(key)?.[1] ?? [])
  expect(kinds.filter(isFileKind)).toHaveLength(14)
  const wanted = [
    ...keysOf(NOTES).map(noteSentence),
    ...keysOf(SAID).map(sentenceOf),
    ...kinds.filter(isFileKind).map((kind) => sentenceOf(`file-kind.${kind}`)),
    'search.note.nearest',
    'search.said.without',
  ]
  for (const catalogue of [fr, en]) {
    const there = Object.keys(catalogue).filter((key) => /^search\.(note|said)\./.test(key))
    expect(there.toSorted()).toEqual(wanted.toSorted())
  }
})
