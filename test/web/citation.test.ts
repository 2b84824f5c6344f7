import { describe, expect, test } from 'vitest'
import { atom } from '#web/atom.ts'
import { bibtex, type Cited, cslJson, ris } from '#web/citation.ts'
import { maskAddresses } from '#web/person.ts'
import { cpuMs } from '../support/cpu.ts'

const cited: Cited = {
  hash: 'mzxw6ytboi2dkmrt',
  author: 'Anne Martin',
  title: 'Budget & subvention : 50 % à {revoir} #2 _vite_ ~ ^ \\ $',
  list: { address: 'annonces@velo15.example', title: 'Annonces' },
  space: 'Vélo 15',
  at: new Date('2025-12-31T23:30:00Z'),
  timeZone: 'Europe/Paris',
  url: 'https://listes.example/lists/annonces@velo15.example/messages/mzxw6ytboi2dkmrt',
  language: 'fr',
}

describe('a citation', () => {
  test('for BibTeX says nothing that LaTeX would take for itself, and dates by the list’s day', () => {
    expect(bibtex(cited)).toBe(`@misc{annonces-2026-01-01-mzxw6ytb,
  author       = {{Anne Martin}},
  title        = {{Budget \\& subvention : 50 \\% à \\textbraceleft{}revoir\\textbraceright{} \\#2 \\_vite\\_ \\textasciitilde{} \\textasciicircum{} \\textbackslash{} \\$}},
  howpublished = {message à la liste Annonces, Vélo 15},
  year         = {2026},
  month        = jan,
  day          = {1},
  url          = {https://listes.example/lists/annonces@velo15.example/messages/mzxw6ytboi2dkmrt},
}
`)
  })

  test('keeps its braces in pairs and its lines whole, whatever the title', () => {
    for (const title of ['}}', '{', '\\}', 'a\n},\n@misc{b', '\u2028}']) {
      const text = bibtex({ ...cited, title })
      let depth = 0
      for (const sign of text) depth += sign === '{' ? 1 : sign === '}' ? -1 : 0
      expect([title, depth, text.split('\n').length]).toEqual([title, 0, 10])
    }
    expect(ris({ ...cited, title: 'a\r\nER  - ' }).match(/^ER {2}-/gm)).toHaveLength(1)
  })

  test('for RIS and CSL says the same', () => {
    expect(ris(cited).split('\r\n')).toEqual([
      'TY  - ICOMM',
      'AU  - Anne Martin',
      `TI  - ${cited.title}`,
      'T2  - message à la liste Annonces, Vélo 15',
      'PY  - 2026',
      'DA  - 2026/01/01/',
      `UR  - ${cited.url}`,
      'ER  - ',
      '',
    ])
    expect(JSON.parse(cslJson(cited))).toMatchObject([
      {
        type: 'post',
        author: [{ literal: 'Anne Martin' }],
        issued: { 'date-parts': [[2026, 1, 1]] },
        URL: cited.url,
      },
    ])
  })
})

test('a feed escapes what it is given, and leaves out what XML has no place for', () => {
  const feed = {
    id: 'tag:x,2026:1',
    title: '<b> & "c"',
    self: 'https://x/a?b&c',
    page: 'https://x/',
    language: 'fr',
  }
  const entry = {
    id: 'i',
    title: 'a\u0000\u000b\ufffe\ud800b',
    author: 'x',
    at: new Date(0),
    url: 'u',
    html: '<p>é</p>',
  }
  const text = atom({ ...feed, entries: [entry] })
  expect(text).toContain('<title>&lt;b&gt; &amp; &quot;c&quot;</title>')
  expect(text).toContain('href="https://x/a?b&amp;c"')
  expect(text).toContain('<title>a\ufffdb</title>')
  expect(text).toContain('<content type="html">&lt;p&gt;é&lt;/p&gt;</content>')
})

describe('addresses', () => {
  test('are masked in links, in quotes and beside signs too', () => {
    const masked = {
      'https://x.example/?e=jean%40coop.example&a': 'https://x.example/?e=…@coop.example&a',
      '"jean k"@coop.example': '…@coop.example',
      '<jean@coop.example>,anne@velo15.example;': '<…@coop.example>,…@velo15.example;',
      'mailto:jean@coop.example': 'mailto:…@coop.example',
      'a@b@coop.example': 'a@…@coop.example',
    }
    for (const [text, wanted] of Object.entries(masked))
      expect(maskAddresses(text, undefined)).toContain(wanted.slice(-14))
    for (const text of Object.keys(masked)) expect(maskAddresses(text, undefined)).not.toMatch(/jean|anne/)
    expect(maskAddresses('@coop.example et 5 @ 3 euros', undefined)).toBe('@coop.example et 5 @ 3 euros')
  })

  test('are looked for in a moment, however the text is made', () => {
    const before = cpuMs()
    for (const piece of ['"@a.bc ', '@a.', 'a'.repeat(64), '%40a.bc', '"'])
      maskAddresses(piece.repeat(100_000), undefined)
    expect(cpuMs() - before).toBeLessThan(3_000)
  })
})
