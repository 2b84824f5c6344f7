import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { plainLetters } from '#search/fold.ts'
import { fileKindNamed } from '#search/query/file-kinds.ts'
import { operatorNamed } from '#search/query/operators.ts'
import { parseQuery } from '#search/query/parse.ts'
import { helpFor } from '#web/search/help.ts'
import { OPERATORS } from '#web/search/help-operators.ts'

/** Every name that the parser knows, as its table has them. */
const known = [
  ...readFileSync(new URL('../../../search/query/operators.ts', import.meta.url), 'utf8').matchAll(
    /^ {2}\[\{ .*\}, '([^']+)'\],$/gm,
  ),
].flatMap((match) => match[1]!.split(' '))

test('the help page has every operator there is, and no other', () => {
  expect(known.length).toBeGreaterThan(50)
  const names = OPERATORS.flatMap(({ fr, en, aliases }) => [...fr, ...en, ...aliases])
  const plain = names.filter((name) => name !== 'à').map(plainLetters)
  expect(plain.toSorted()).toEqual(known.toSorted())
})

test('all names in one row mean the same', () => {
  for (const { fr, en, aliases } of OPERATORS) {
    const [first, ...others] = [...fr, ...en, ...aliases].map(operatorNamed)
    for (const other of others) expect(other).toEqual(first)
  }
})

test('the words for kinds of file mean each another kind', () => {
  for (const language of ['fr', 'en'] as const) {
    const kinds = helpFor(language).kinds.map(({ word }) => fileKindNamed(word))
    expect(new Set(kinds).size).toBe(14)
    expect(kinds).not.toContain(undefined)
  }
})

test.each(['fr', 'en'] as const)(
  'every example of the page (%s) is understood without a remark',
  (language) => {
    const { words, operators, dates, kinds } = helpFor(language)
    const typed = [...words, ...operators, ...kinds].map((one) => one.typed)
    for (const one of [...typed, ...dates.map((date) => `date:"${date}"`)])
      expect([one, parseQuery(one).notes]).toEqual([one, []])
  },
)
