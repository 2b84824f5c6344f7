import { expect, test } from 'vitest'
import { parseQuery } from '#search/query/parse.ts'
import { printQuery } from '#search/query/print.ts'
import { askedInstead, searchAsked, searchUrl } from '#web/search/asked.ts'
import { conditionsOf, daysOf, isFilter, narrowed, without } from '#web/search/narrow.ts'
import { noteLines } from '#web/search/notes.ts'

const printed = (typed: string, period: string) =>
  printQuery(narrowed(parseQuery(typed).query, daysOf(period)))

test('a bar of the timeline adds its days to the question', () => {
  expect(printed('vélo OU train', '2019')).toBe('(vélo OU train) date:2019')
  expect(printed('vélo', '2019-12')).toBe('vélo date:2019-12')
})

test('a month stands instead of the year that it is of, and beside days that reach further', () => {
  expect(printed('vélo date:2019', '2019-03')).toBe('vélo date:2019-03')
  expect(printed('vélo avant:2020', '2019-03')).toBe('vélo date:2019-03')
  expect(printed('vélo date:2019-03-12..2019-05-01', '2019-03')).toBe(
    'vélo date:2019-03-12..2019-05-01 date:2019-03',
  )
})

test('conditions are taken away one at a time', () => {
  const { query } = parseQuery('vélo date:2019 de:anne')
  const filters = conditionsOf(query).filter(isFilter)
  expect(filters.map((one) => printQuery(without(query, one)))).toEqual(['vélo de:anne', 'vélo date:2019'])
})

test('without its last condition a question asks for everything', () => {
  const { query } = parseQuery('date:2019')
  const left = without(query, query)
  expect(askedInstead({ typed: 'date:2019', sort: 'date' }, left)?.typed).toBe('*')
})

test('a question that would be too long to ask has no link', () => {
  const words = Array.from({ length: 60 }, (_, i) => `assezlongpourlepas${i}`).join(' ')
  const { query } = parseQuery(words)
  expect(askedInstead({ typed: words, sort: 'date' }, narrowed(query, daysOf('2019')))).toBeUndefined()
})

test('the address of a search holds what differs from usual, and nothing else', () => {
  expect(searchUrl('/search', { typed: 'a&b', sort: 'date' })).toBe('/search?q=a%26b')
  expect(searchUrl('/search', { typed: 'a', list: 'x@y.example', sort: 'relevance' }, { page: 2 })).toBe(
    '/search?q=a&list=x%40y.example&sort=relevance&page=2',
  )
})

test('what somebody may have meant is a link away', () => {
  const search = searchAsked({ q: 'subjet:vélo plan' })
  const [note] = noteLines(search.understood.notes, search, 'fr')
  expect(note?.nearest).toEqual({
    name: 'sujet:',
    url: searchUrl('/search', { typed: 'sujet:vélo plan', sort: 'date' }),
  })
})
