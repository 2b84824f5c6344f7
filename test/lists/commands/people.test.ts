import { describe, expect, test } from 'vitest'
import { MOST_PEOPLE, readPeople } from '#lists/commands/people.ts'
import { readRequest } from '#lists/commands/read.ts'
import { cpuMs } from '../../support/cpu.ts'

/** « address name », in order. */
const read = (...lines: string[]) =>
  readPeople(lines).people.map(({ address, name }) => `${address} ${name}`.trim())

describe('one line', () => {
  test.each([
    ['jean@free.fr', ['jean@free.fr']],
    ['jean@free.fr Jean Dupont', ['jean@free.fr Jean Dupont']],
    ['Jean Dupont jean@free.fr', ['jean@free.fr Jean Dupont']],
    ['Jean Dupont <Jean@Free.fr>', ['jean@free.fr Jean Dupont']],
    ['"Dupont, Jean" <jean@free.fr>', ['jean@free.fr Dupont Jean']],
    ['Dupont;Jean;jean@free.fr', ['jean@free.fr Dupont Jean']],
    ['jean@free.fr\tJean\tDupont', ['jean@free.fr Jean Dupont']],
    ['- jean@free.fr', ['jean@free.fr']],
    ['12. Jean-Luc Œuvrard : jean@free.fr.', ['jean@free.fr Jean-Luc Œuvrard']],
    ['mailto:jean@free.fr', ['jean@free.fr']],
    ['a@x.fr, b@x.fr; c@x.fr', ['a@x.fr', 'b@x.fr', 'c@x.fr']],
    ['a@x.fr b@x.fr', ['a@x.fr', 'b@x.fr']],
    ['"Petit, Anne" <a@x.fr>, Bob <b@x.fr>', ['a@x.fr Petit Anne', 'b@x.fr Bob']],
    ['a@x.fr Anne, b@x.fr Bob', ['a@x.fr Anne', 'b@x.fr Bob']],
    ['Bonjour à tous', []],
    ['jean@', []],
    ['jean@localhost', []],
  ])('%s', (line, wanted) => {
    expect(read(line)).toEqual(wanted)
  })
})

test('each address once, what is none is named, other lines are words', () => {
  expect(readPeople(['a@x.fr', 'A@X.FR Anne', 'luc@@x.fr', 'Viens donc', ''])).toEqual({
    people: [{ address: 'a@x.fr', written: 'a@x.fr', name: '' }],
    unread: ['luc@@x.fr'],
    tooMany: 0,
    words: ['Viens donc'],
  })
})

test('as many as a mail may name, and no more', () => {
  const lines = Array.from({ length: MOST_PEOPLE + 1 }, (_, n) => `n${n}@x.fr`)
  expect(readPeople(lines.slice(1))).toMatchObject({ tooMany: 0 })
  const { people, tooMany } = readPeople(lines)
  expect([people.length, tooMany]).toEqual([MOST_PEOPLE, 1])
})

test('a name has no control characters and is short', () => {
  expect(read(`a@x.fr Jean\u0007\u202e${'x'.repeat(200)}`)[0]!.length).toBeLessThan(100)
  expect(read('a@x.fr Jean\u202eDupont')).toEqual(['a@x.fr Jean Dupont'])
})

describe('in a mail', () => {
  const asked = (subject: string, text = '') =>
    readRequest(subject, text).commands.map(({ verb, rest, below = [] }) => [verb, rest, ...below])

  test.each([
    [
      'people stand under the word',
      'AJOUTER',
      'a@x.fr Anne\nb@x.fr\n',
      [['add', '', 'a@x.fr Anne', 'b@x.fr']],
    ],
    [
      'to the next command',
      '',
      'AJOUTER a@x.fr\nb@x.fr\nRETIRER c@x.fr\n',
      [
        ['add', 'a@x.fr', 'b@x.fr'],
        ['remove', 'c@x.fr'],
      ],
    ],
    [
      'an address that begins like a command is an address',
      'AJOUTER',
      'info@x.fr\naide@x.fr\n',
      [['add', '', 'info@x.fr', 'aide@x.fr']],
    ],
    ['and none by itself', 'info@x.fr', '', []],
    ['under other commands nothing stands', 'PAUSE', 'a@x.fr\n', [['pause', '']]],
    ['« mon autre adresse »', 'Mon autre adresse est jean@x.fr', '', [['link', 'est jean@x.fr']]],
    ['« nouvelle adresse »', '', 'NOUVELLE ADRESSE : jean@x.fr\n', [['move', 'jean@x.fr']]],
  ])('%s', (_, subject, text, wanted) => {
    expect(asked(subject, text)).toEqual(wanted)
  })

  test('a line of many addresses is read to its end', () => {
    const all = Array.from({ length: 100 }, (_, n) => `personne${n}@asso.example`).join(', ')
    const [command] = readRequest('', `AJOUTER bureau ${all}\n`).commands
    expect(readPeople([command!.rest]).people).toHaveLength(100)
    expect(command!.rest).toMatch(/^bureau personne0@/)
  })

  test('the longest hostile lines cost little', () => {
    const lines = [
      '"'.repeat(30_000),
      '@'.repeat(30_000),
      'a@b,'.repeat(10_000),
      '"a@b.fr",'.repeat(5_000),
      '<'.repeat(60_000),
      'x'.repeat(60_000),
      `a@b.fr${' -'.repeat(30_000)}x`,
      ','.repeat(60_000),
    ]
    const before = cpuMs()
    for (const line of lines) readPeople([line])
    readRequest('AJOUTER', `AJOUTER ${'merci '.repeat(9_000)}x\n`)
    expect(cpuMs() - before).toBeLessThan(1_500)
  })
})
