import { describe, expect, test } from 'vitest'
import { sizeInWords } from '#lists/sizes.ts'
import { chooseLanguage } from '#web/language.ts'
import { day, moment, monthAt, monthName, span } from '#web/moments.ts'
import { pageNumber, pager } from '#web/pager.ts'
import { keepTogether, paragraphs } from '#web/paragraphs.ts'
import { hueOf, initials, maskAddresses, person } from '#web/person.ts'
import { prose } from '#web/prose.ts'
import { localPath, returnPath } from '#web/return-path.ts'
import { outline } from '#web/thread-outline.ts'
import { cpuMs } from '../support/cpu.ts'

const PARIS = 'Europe/Paris'
const anne = { personId: 1, name: 'Anne', administrator: false }
const now = new Date('2026-11-21T12:00:00Z')
const plain = (text: string) => text.replaceAll('\u00a0', ' ')

describe('dates are said as people say them', () => {
  test('day and hour in the list’s time zone, without the year while it is this one', () => {
    expect(moment(new Date('2026-11-03T19:14:00Z'), 'fr', PARIS, now)).toBe(
      'mardi 3\u00a0nov., 20\u00a0h\u00a014',
    )
    expect(plain(moment(new Date('2026-11-03T19:14:00Z'), 'en', PARIS, now))).toBe('Tuesday 3 Nov, 20:14')
    expect(plain(moment(new Date('2025-12-31T23:30:00Z'), 'fr', PARIS, now))).toBe('jeudi 1er janv., 0 h 30')
    expect(plain(day(new Date('2024-02-11T10:00:00Z'), 'fr', PARIS, now))).toBe('11 févr. 2024')
  })

  test('a thread lasts from a day to another, each said once', () => {
    const between = (a: string, b: string) => {
      const { from, to } = span(new Date(a), new Date(b), 'fr', PARIS)
      return plain(`${from} | ${to ?? ''}`)
    }
    expect(between('2026-11-03T09:00Z', '2026-11-03T20:00Z')).toBe('3 novembre 2026 | ')
    expect(between('2026-05-01T09:00Z', '2026-05-03T20:00Z')).toBe('1er | 3 mai 2026')
    expect(between('2026-04-30T09:00Z', '2026-05-01T20:00Z')).toBe('30 avril | 1er mai 2026')
    expect(between('2025-12-30T09:00Z', '2026-01-02T20:00Z')).toBe('30 décembre 2025 | 2 janvier 2026')
  })

  test('a month is the list’s, not Greenwich’s', () => {
    expect(monthAt(new Date('2026-10-31T23:30:00Z'), 'fr', PARIS)).toEqual({
      month: '2026-11',
      name: 'novembre 2026',
    })
    expect(monthName('2026-02', 'en', 'alone')).toBe('February')
  })
})

test('sizes are words: octets, Ko, Mo', () => {
  expect(
    ['fr', 'en'].map((l) =>
      [1, 70, 212_000, 4_200_000, 999_600].map((n) => plain(sizeInWords(n, l as 'fr'))),
    ),
  ).toEqual([
    ['1 octet', '70 octets', '212 Ko', '4,2 Mo', '1 Mo'],
    ['1 byte', '70 bytes', '212 KB', '4.2 MB', '1 MB'],
  ])
})

test('the language is the reader’s choice, then the browser’s, then French', () => {
  expect(chooseLanguage('en', 'fr')).toBe('en')
  expect(chooseLanguage(undefined, 'de, en-GB;q=0.7, fr;q=0.3')).toBe('en')
  expect(chooseLanguage('de', 'fr;q=0, de')).toBe('fr')
  expect(chooseLanguage(undefined, undefined)).toBe('fr')
})

describe('people', () => {
  test('names come before addresses; strangers see that there is an address and where, not which', () => {
    const stranger = { language: 'fr' } as const
    const member = { language: 'fr', viewer: anne } as const
    expect(person('Anne Martin', 'anne@velo15.example', stranger)).toMatchObject({
      name: 'Anne Martin',
      initials: 'AM',
    })
    expect(person('Anne Martin', 'anne@velo15.example', stranger)).not.toHaveProperty('address')
    expect(person('Anne Martin', 'anne@velo15.example', member).address).toBe('anne@velo15.example')
    expect(person('', 'anne@velo15.example', stranger)).toMatchObject({
      name: '…@velo15.example',
      initials: '?',
    })
    expect(person('anne@velo15.example', 'anne@velo15.example', stranger).name).toBe('…@velo15.example')
    expect(person('', '', stranger).name).toBe('expéditeur inconnu')
    expect(maskAddresses('a <x.y+z@sub.velo15.example>, b', undefined)).toBe('a <…@sub.velo15.example>, b')
    expect(maskAddresses('x@y.example', anne)).toBe('x@y.example')
  })

  test('a monogram has two letters and the person’s colour', () => {
    expect(['Anne Martin', 'jean', 'Élodie de La Tour', '🙂', 'سلمى الإدريسي'].map(initials)).toEqual([
      'AM',
      'J',
      'ÉT',
      '?',
      'سا',
    ])
    expect(hueOf('Anne@velo15.example')).toBe(hueOf('anne@velo15.example'))
    expect(hueOf('paul@coop.example')).not.toBe(hueOf('anne@velo15.example'))
  })
})

describe('a plain text is set as a book would', () => {
  const wrapped =
    'La mairie nous propose mardi 10 à 18 h pour parler des arceaux de la rue\nLecourbe. Il faut deux personnes.\nAnne'

  test('lines that only the program broke are joined, those that the writer ended stand', () => {
    expect(paragraphs(wrapped)).toBe(
      '<p dir="auto">La mairie nous propose mardi 10 à 18 h pour parler des arceaux de la rue Lecourbe. Il faut deux personnes.<br>\nAnne</p>',
    )
    expect(paragraphs('un\ndeux\n\ntrois')).toBe('<p dir="auto">un<br>\ndeux</p>\n<p dir="auto">trois</p>')
    expect(paragraphs(`${'x '.repeat(35)}mot\n- une liste\n- de choses`)).toContain(
      '<br>\n- une liste<br>\n- de choses',
    )
  })

  test('tables drawn with spaces keep them', () => {
    expect(paragraphs('Nom     Part\nAnne       3')).toContain(
      '<pre dir="auto">Nom     Part\nAnne       3</pre>',
    )
  })

  test('web addresses become links, without the punctuation around them; nothing else becomes HTML', () => {
    expect(paragraphs('voir (https://a.example/x_(y)).')).toContain(
      '<a href="https://a.example/x_(y)" rel="nofollow noopener noreferrer">https://a.example/x_(y)</a>).',
    )
    expect(paragraphs('<b onclick="x">javascript:alert(1) https://a.example/"><script>')).not.toMatch(
      /<(b|script)|="javascript/,
    )
  })

  test('French signs no longer begin a line', () => {
    expect(keepTogether('Qui vient ? « Moi » : non; 10 !')).toBe(
      'Qui vient\u00a0? «\u00a0Moi\u00a0»\u00a0: non; 10\u00a0!',
    )
  })

  test('a very long text is set in a moment', () => {
    const started = cpuMs()
    paragraphs(`${'https://a.example/('.repeat(20_000)}\n${'a@'.repeat(50_000)}\n${' '.repeat(100_000)}x`)
    maskAddresses(`${'a.'.repeat(100_000)}@${'b.'.repeat(100_000)}`, undefined)
    expect(cpuMs() - started).toBeLessThan(1500)
  })
})

describe('quotes', () => {
  const text =
    'D’accord.\n\nLe mar. 3 nov. 2026 à 20:14, Anne Martin <anne@velo15.example> a écrit :\n> un\n> deux\n'

  test('are folded under the name of who wrote them', () => {
    const { html } = prose(text, { language: 'fr', maxCharacters: 1000 })
    expect(html).toMatch(
      /<p dir="auto">D’accord\.<\/p>\n<details class="quote"><summary><span dir="auto">Anne Martin a écrit…<\/span><\/summary>/,
    )
    expect(html).not.toContain('anne@')
  })

  test('what only a telephone wrote under a message is set as a signature is', () => {
    const set = (text: string) => prose(text, { language: 'fr', maxCharacters: 1000 }).html
    for (const line of ['Envoyé de mon téléphone', 'Envoyé depuis l’application Mail', 'Sent from my iPhone'])
      expect(set(`Oui !\n\n${line}\n\n> Qui vient ?`)).toContain(
        `<div class="signature"><p dir="auto">${line}</p></div>`,
      )
    expect(set('Envoyé de mon téléphone\nhier, perdu depuis.')).not.toContain('signature')
  })

  test('stay open when short and answered right below', () => {
    const { html } = prose('> Qui vient ?\nMoi.', { language: 'fr', maxCharacters: 1000 })
    expect(html).toContain('<blockquote><p dir="auto">Qui vient')
    expect(html).not.toContain('<details')
  })

  test('a text longer than asked is cut, and says so', () => {
    expect(prose('x'.repeat(30), { language: 'fr', maxCharacters: 10 })).toEqual({
      html: '<p dir="auto">xxxxxxxxxx</p>',
      cut: true,
    })
  })
})

test('one comes back only to a path of this site, and never in a loop', () => {
  for (const good of ['/', '/lists/a@b.example/threads/x?page=2#m-y', '/me'])
    expect(returnPath(good)).toBe(good)
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'evil',
    '/\t/evil.example',
    '/%0d%0a',
    `/${'x'.repeat(2000)}`,
    7,
    undefined,
  ]) {
    const path = localPath(bad)
    expect(path === undefined || path === '/%0d%0a').toBe(true)
  }
  for (const loop of ['/login', '/login?return=%2F', '/logout', '/u/abc'])
    expect(returnPath(loop)).toBeUndefined()
  expect(localPath('/login')).toBe('/login')
})

test('pages are counted from one', () => {
  expect(['2', '0', '-1', 'x', undefined, '1e9'].map(pageNumber)).toEqual([2, 1, 1, 1, 1, 1])
  expect(pager(20, 20, 1, String)).toBeUndefined()
  expect(pager(41, 20, 2, String)).toEqual({ page: 2, pages: 3, before: '1', after: '3' })
})

// A chain of eight, one more answer to the sixth of them and to the first, and a second beginning.
const TREE = [0, 1, 2, 3, 4, 5, 6, 7, 6, 1, 0].map((parentId, i) => ({
  id: i + 1,
  depth: 0,
  ...(parentId > 0 && { parentId }),
}))

test('the tree of a thread is nested lists, closed as often as opened, whatever the depths', () => {
  const { rows, end } = outline(TREE, 0, TREE.length)
  const html = rows.map((row) => row.before).join('') + end
  for (const tag of ['ul', 'li']) expect(html.split(`<${tag}>`).length).toBe(html.split(`</${tag}>`).length)
  expect(rows[0]?.before).toBe('<ul><li>')
  expect(rows[9]?.before).toBe(`${'</li></ul>'.repeat(4)}</li><li>`)
})

test('a row of the tree says whom it answers only where its place does not', () => {
  const answers = (first: number, last: number) => outline(TREE, first, last).rows.map((row) => row.answers)
  // The seventh and eighth stand right under what they answer, though no deeper; the ninth doesn't.
  expect(answers(0, 11)).toEqual([...Array(8).fill(undefined), 6, undefined, undefined])
  expect(answers(3, 6)).toEqual([3, undefined, undefined])
  expect(outline(TREE, 3, 6).rows.map((row) => row.before)).toEqual(['<ul><li>', '<ul><li>', '<ul><li>'])
})
