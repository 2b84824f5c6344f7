import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseQuery } from '#search/query/parse.ts'
import { printQuery } from '#search/query/print.ts'
import type { Query } from '#search/query/tree.ts'
import { typed } from './typed.ts'

// Without the words as typed, of which « or » is printed « Or », for it would join what stands around it.
function asked(query: Query): unknown {
  return JSON.parse(JSON.stringify(query, (name, value: unknown) => (name === 'written' ? undefined : value)))
}

describe('a question printed as somebody would type it', () => {
  test.each([
    ['', ''],
    ['Réunion, d’URGENCE !', 'Réunion d’URGENCE'],
    ['Compte-rendu « merci d’avance » vél*', 'Compte-rendu "merci d’avance" vél*'],
    ['"compte rendu*" “vélo”', '"compte rendu*" "vélo"'],
    ['l’été', 'l’été'],
    [
      'from:Anne f:"Anne Martin" f:ANNE@x.example f:mart*',
      'de:Anne de:"Anne Martin" de:anne@x.example de:mart*',
    ],
    ['to:bureau a:anne', 'à:bureau personne:anne'],
    ['s:vélo nq:oui q:non n:plan.pdf', 'sujet:vélo nouveau:oui cité:non fichier:plan.pdf'],
    ['b:oui', 'nouveau:oui OU cité:oui'],
    ['b:oui a1', '(nouveau:oui OU cité:oui) a1'],
    ['l:Bureau@v.example list:"Les Amis" space:v', 'liste:bureau@v.example liste:"les amis" espace:v'],
    ['before:mars-2019 after:2019', 'avant:2019-03-01 après:2019-01-01'],
    ['d:2019 d:2019-03 d:20190312', 'date:2019 date:2019-03 date:2019-03-12'],
    ['d:2019..2020', 'date:2019-01-01..2020-12-31'],
    ['has:file kind:excel', 'avec:pj type:tableur'],
    ['m:a@b', 'id:<a@b>'],
    ['NOT vélo -(a1|b1) -"a b"', '-vélo -(a1 OU b1) -"a b"'],
    ['(a1 b1) or c1', 'a1 b1 OU c1'],
    ['foo:bar', 'foo bar'],
    ['-foo:bar', '-(foo bar)'],
    ['-foo:de:', '-foo'],
    ['de:"@ <jean@asso.example>"', 'de:jean@asso.example'],
    ['de:@İ\u0338', 'de:@i\u0338\u0307'],
    ['or blanc', 'Or blanc'],
    ['adhérent(e)s', '"adhérent(e)s"'],
  ])('%s → %s', (asked, printed) => {
    expect(printQuery(parseQuery(asked).query)).toBe(printed)
  })

  test('what is printed means what was typed, and nothing in it is left to say', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const { query } = parseQuery(text)
        const printed = printQuery(query)
        const again = parseQuery(printed)
        expect(again.notes).toEqual([])
        expect(asked(again.query)).toEqual(asked(query))
        expect(printQuery(again.query)).toBe(printed) // accents and all
      }),
      { numRuns: 4_000 },
    )
  })

  test('words without what was typed are printed as they are compared', () => {
    expect(printQuery({ kind: 'word', zone: 'subject', word: 'ete', written: 'hiver' })).toBe('sujet:ete')
    expect(printQuery({ kind: 'phrase', zone: 'anywhere', words: ['a', 'b'] })).toBe('"a b"')
    expect(printQuery({ kind: 'person', role: 'from', words: ['anne'], written: 'A*' })).toBe('de:anne')
  })
})
