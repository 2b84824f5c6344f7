import { expect, test } from 'vitest'
import { compile, type Known } from '#search/meilisearch/compile.ts'
import { printed } from '#search/meilisearch/filter.ts'
import { parseQuery } from '#search/query/parse.ts'

const known: Known = {
  forms: (word) => (word === 'velo' ? ['velo', 'velos'] : [word]),
  addresses: (part) => (part === '@mairie.fr' || part === 'anne' ? ['anne@mairie.fr'] : []),
  lists: (kind, name) => (name === 'jardin' ? [3] : kind === 'space' ? [3, 4] : []),
  messages: ({ kind }) => (kind === 'id' ? [12] : [12, 13]),
  instant: (day) => Date.parse(`${day}T00:00:00+01:00`),
  row: ({ words }) => (words.length > 2 ? [5, 6] : undefined),
}

const filter = (question: string) => {
  const compiled = compile(parseQuery(question).query, known)
  return typeof compiled === 'string' ? compiled : printed(compiled)
}
const anywhere = (...words: string[]) =>
  `words IN [${'nqsfao'
    .split('')
    .flatMap((zone) => words.map((word) => `"${zone}:${word}"`))
    .join(', ')}]`

test.each([
  ['', 'all'],
  ['vélo', anywhere('velo', 'velos')],
  ['"vélo"', anywhere('velo')],
  ['sujet:vélo', 'words IN ["s:velo", "s:velos"]'],
  ['nouveau:vélo', 'words IN ["n:velo", "n:velos"]'],
  ['cité:vélo', 'words IN ["q:velo", "q:velos"]'],
  ['fichier:budget', 'words IN ["a:budget"]'],
  ['sujet:"plan vélo"', 'pairs IN ["s:plan velo"]'],
  ['sujet:vél*', 'words STARTS WITH "s:vel"'],
  ['sujet:"compte rend*"', 'pairs STARTS WITH "s:compte rend"'],
  [
    'sujet:"plan de la ville"',
    'id IN [5, 6] AND (pairs IN ["s:plan de"] AND pairs IN ["s:de la"] AND pairs IN ["s:la ville"])',
  ],
  ['sujet:vélo -sujet:spam', 'words IN ["s:velo", "s:velos"] AND NOT words IN ["s:spam"]'],
  ['sujet:a1 OU sujet:b1 sujet:c1', 'words IN ["s:a1"] OR (words IN ["s:b1"] AND words IN ["s:c1"])'],
  ['-(sujet:a1 OU sujet:b1)', 'NOT (words IN ["s:a1"] OR words IN ["s:b1"])'],
  ['de:anne@asso.example', 'words IN ["fx:anne@asso.example"]'],
  ['à:@mairie.fr', 'words IN ["tx:anne@mairie.fr"]'],
  ['à:@ailleurs.fr', 'none'],
  ['personne:a+b&c@z.example', 'words IN ["fx:a+b%26;c@z.example", "tx:a+b%26;c@z.example"]'],
  ['de:"anne mar*"', 'words IN ["f:anne", "fx:anne@mairie.fr"] AND words STARTS WITH "f:mar"'],
  ['liste:jardin', 'lists IN [3]'],
  ['liste:absente', 'none'],
  ['-liste:absente', 'all'],
  ['espace:quai', 'lists IN [3, 4]'],
  ['date:2019', 'at >= 1546297200000 AND at < 1577833200000'],
  ['avant:2019', 'at < 1546297200000'],
  ['avec:pj', 'kinds IN ["file"]'],
  ['type:pdf', 'kinds IN ["pdf"]'],
  ['id:<a@b>', 'id IN [12]'],
  [`fil:${'a'.repeat(32)}`, 'id IN [12, 13]'],
])('%s is asked as %s', (question, expected) => {
  expect(filter(question)).toBe(expected)
})
