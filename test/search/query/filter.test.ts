import { describe, expect, test } from 'vitest'
import { type Filter, hasFilter, withFilter, withoutFilter } from '#search/query/filter.ts'
import { parseQuery } from '#search/query/parse.ts'
import { printQuery } from '#search/query/print.ts'

const list: Filter = { kind: 'list', name: 'bureau@v.example' }
const person: Filter = { kind: 'person', role: 'from', words: ['anne', 'eve'] }

describe('a facet adds a condition to a question, or takes it away', () => {
  test.each([
    ['', 'liste:bureau@v.example'],
    ['Été', 'Été liste:bureau@v.example'],
    ['a1 OU b1', '(a1 OU b1) liste:bureau@v.example'],
    ['-a1', '-a1 liste:bureau@v.example'],
    ['l:Bureau@V.example a1', 'liste:bureau@v.example a1'],
    ['-liste:bureau@v.example', '-liste:bureau@v.example liste:bureau@v.example'],
  ])('with: %s → %s', (typed, printed) => {
    expect(printQuery(withFilter(parseQuery(typed).query, list))).toBe(printed)
  })

  test.each([
    ['liste:bureau@v.example', ''],
    ['a1 liste:bureau@v.example b1', 'a1 b1'],
    ['(a1 OU b1) liste:bureau@v.example', 'a1 OU b1'],
    ['a1 liste:autre@v.example', 'a1 liste:autre@v.example'],
    ['a1 OU liste:bureau@v.example', 'a1 OU liste:bureau@v.example'],
    ['a1', 'a1'],
    ['', ''],
  ])('without: %s → %s', (typed, printed) => {
    expect(printQuery(withoutFilter(parseQuery(typed).query, list))).toBe(printed)
  })

  test('a condition is the same however it was typed', () => {
    const typed = parseQuery('a1 from:"Anne Ève"').query
    expect(hasFilter(typed, person)).toBe(true)
    expect(printQuery(withoutFilter(typed, person))).toBe('a1')
    expect(hasFilter(parseQuery('to:"Anne Ève"').query, person)).toBe(false)
    expect(hasFilter(parseQuery('date:2019').query, { kind: 'dates', from: '2019-01-01' })).toBe(false)
  })
})
