import { describe, expect, test } from 'vitest'
import { explain, type Said } from '#search/query/explain.ts'
import { parseQuery } from '#search/query/parse.ts'

// `and(person.from[anne], word.anywhere[a, b])`
function line(said: Said): string {
  const days = [said.from, said.last, said.until].filter((day) => day !== undefined)
  const items = said.items.length + days.length === 0 ? '' : `[${[...said.items, ...days].join(', ')}]`
  return (
    said.key + items + (said.parts.length === 0 ? '' : `(${said.parts.map((part) => line(part)).join(', ')})`)
  )
}

describe('what was understood, clause by clause', () => {
  test.each([
    ['', 'everything'],
    ['compte-r*', 'word.anywhere[compte]'],
    ['Été', 'word.anywhere[Été]'],
    [
      'atelier vélo "plan local" vél*',
      'and(phrase.anywhere[plan local], word.anywhere[atelier, vélo], prefix.anywhere[vél])',
    ],
    [
      'atelier avant:2019-03-12 de:anne',
      'and(person.from[anne], dates.before[2019-03-12], word.anywhere[atelier])',
    ],
    ['a1 sujet:b1 c1', 'and(word.anywhere[a1, c1], word.subject[b1])'],
    ['-spam a1 OU b1', 'or(and(word.anywhere[a1], not(word.anywhere[spam])), word.anywhere[b1])'],
    ['-a1 -b1', 'and(not(word.anywhere[a1]), not(word.anywhere[b1]))'],
    [
      'à:"Jean Dupont" a:mart* de:x@y.example',
      'and(person.to[Jean Dupont], person.any[mart*], person.from[x@y.example])',
    ],
    [
      'cité:oui nouveau:"non non" fichier:pl*',
      'and(phrase.new[non non], word.quoted[oui], prefix.filename[pl])',
    ],
    ['date:2019', 'dates.year[2019-01-01]'],
    ['date:2019-03', 'dates.month[2019-03-01]'],
    ['date:2019-03-12', 'dates.day[2019-03-12]'],
    ['date:2019..2020', 'dates.between[2019-01-01, 2020-12-31]'],
    ['après:2019', 'dates.from[2019-01-01]'],
    ['avec:pj type:xls', 'and(has.attachment, file-kind.sheet)'],
    ['liste:ca espace:v id:a@b', 'and(list[ca], space[v], id[a@b])'],
    ['fil:abcdefghijklmnopqrstuvwxyz234567', 'thread[abcdefghijklmnopqrstuvwxyz234567]'],
  ])('%s', (typed, clauses) => {
    expect(line(explain(parseQuery(typed).query))).toBe(clauses)
  })
})
