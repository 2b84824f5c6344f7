import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Marks } from '#search/engine.ts'
import { snippetOfMessage, snippetOfText } from '#search/snippet.ts'
import type { Sought } from '#search/sought.ts'

const letter = `Bonjour à tous,

Voici quelques nouvelles du jardin après une semaine de pluie et beaucoup d'orties arrachées.
La citerne bleue est pleine, et l'échelle que nous cherchions était derrière les
framboisiers. Rendez-vous dimanche pour semer les fèves, planter l'ail et ranger la cabane avant le gel.
Merci à celles et ceux qui ont roulé les tuyaux sous la pluie, et aux enfants qui ont compté les limaces.

> La citerne grise est percée.
> Qui a un vélo-cargo ?`

const words = (...all: string[]): Sought => ({ words: new Set(all), rows: [] })
const row = (last: 'word' | 'beginning', ...all: string[]): Sought => ({
  words: new Set(),
  rows: [{ words: all, last }],
})
const snippet = (text: string, sought: Sought, marks: Marks = 'none'): string =>
  snippetOfMessage(text, sought, marks).text

describe('the extract under a search result', () => {
  test('is one line around the first word found, cut between words', () => {
    const shown = snippet(letter, words('framboisiers'))
    expect(shown).toContain('derrière les framboisiers. Rendez-vous')
    expect(shown).toMatch(/^… \S.*\S …$/)
    expect(shown.length).toBeLessThan(240)
    for (const word of shown.replaceAll('…', '').trim().split(' '))
      expect(letter.split(/\s+/)).toContain(word)
  })

  test('is where most of what was asked stands', () => {
    const text = `pluie ${'et le reste '.repeat(40)}la pluie sur la citerne`
    expect(snippet(text, words('pluie', 'citerne'))).toMatch(/la pluie sur la citerne$/)
  })

  test('marks every found word, whatever its accents and capitals', () => {
    expect(
      snippet("L'ÉCHELLE et les échelles, Œuvre", words('echelle', 'echelles', 'oeuvre'), 'control'),
    ).toBe("L'\u0002ÉCHELLE\u0003 et les \u0002échelles\u0003, \u0002Œuvre\u0003")
  })

  test('marks what is found up to its end, however early all was found, in any writing', () => {
    const text = `pluie ${'et le reste '.repeat(16)}pluie, Ὀδυσσεύς ${'et la suite '.repeat(40)}`
    expect(snippet(text, words('pluie'), 'control').split('\u0002')).toHaveLength(3)
    expect(snippet(text, words('οδυσσευς'), 'control')).toContain('\u0002Ὀδυσσεύς\u0003')
    expect(snippet(`${text}pluie sur 𝐏aris`, words('paris'), 'control')).toContain('\u0002𝐏aris\u0003')
  })

  test('marks words in a row only where they stand in a row, elided articles aside', () => {
    const text = 'merci, avance un peu ; merci d’avance'
    expect(snippet(text, row('word', 'avance', 'un', 'peu'), 'control')).toBe(
      'merci, \u0002avance\u0003 \u0002un\u0003 \u0002peu\u0003 ; merci d’avance',
    )
    expect(snippet('un merci d’avance', row('word', 'merci', 'avance'), 'control')).toBe(
      'un \u0002merci\u0003 d’\u0002avance\u0003',
    )
    expect(snippet('les informations', row('beginning', 'les', 'inform'), 'control')).toBe(
      '\u0002les\u0003 \u0002informations\u0003',
    )
  })

  test('prefers what the author wrote to what they quote, and that to their signature', () => {
    expect(snippet(letter, words('citerne'))).toContain('citerne bleue')
    expect(snippet(letter, words('cargo'))).toBe('La citerne grise est percée. Qui a un vélo-cargo ?')
    expect(snippet('Oui.\n\n-- \nJean, trésorier', words('tresorier'))).toBe('Jean, trésorier')
  })

  test('leaves out who is quoted, in whatever form their program quotes', () => {
    const above = 'Je passe demain avec la citerne.'
    for (const below of [
      'Le mar. 3 nov. 2026 à 20:14, Anne Martin\n<anne@asso.example> a écrit :\n\n> Qui apporte la citerne ?',
      "-----Message d'origine-----\nDe : Anne Martin <anne@asso.example>\nEnvoyé : mardi 3 novembre 2026 20:14\n\nQui apporte la citerne ?",
    ])
      expect(snippet(`${above}\n\n${below}`, words('citerne'))).toBe(above)
  })

  test('is the beginning when only the subject or the author has the word, and says so', () => {
    const { text, shows } = snippetOfMessage(letter, words('absent'), 'none')
    expect(text).toMatch(/^Bonjour à tous, Voici .* …$/)
    expect(shows).toBe('beginning')
    expect(snippetOfMessage(letter, words('citerne'), 'none').shows).toBe('found')
  })

  test('of a file is one line too', () => {
    expect(snippetOfText('Recettes\n\n  300 €\ndons', words('dons'), 'control')).toEqual({
      text: 'Recettes 300 € \u0002dons\u0003',
      shows: 'found',
    })
  })

  test('is one short line without control characters, whatever the text', () => {
    const sought = fc.record({
      words: fc.array(fc.string({ minLength: 1 })).map((all) => new Set(all)),
      rows: fc.array(
        fc.record({
          words: fc.array(fc.string({ minLength: 1 }), { minLength: 1 }),
          last: fc.constantFrom('word' as const, 'beginning' as const),
        }),
      ),
    })
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), sought, (text, asked) => {
        const shown = snippet(text, asked)
        expect(shown).not.toMatch(/[\u0000-\u001f]/)
        expect(shown.length).toBeLessThanOrEqual(300)
      }),
    )
  })
})
