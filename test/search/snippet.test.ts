import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { snippet } from '#search/snippet.ts'

const letter = `Bonjour à tous,

Voici quelques nouvelles du jardin après une semaine de pluie et beaucoup d'orties arrachées.
La citerne bleue est pleine, et l'échelle que nous cherchions était derrière les
framboisiers. Rendez-vous dimanche pour semer les fèves, planter l'ail et ranger la cabane avant le gel.
Merci à celles et ceux qui ont roulé les tuyaux sous la pluie, et aux enfants qui ont compté les limaces.

> La citerne grise est percée.
> Qui a un vélo-cargo ?`

describe('the extract under a search result', () => {
  test('is one line around the first word found, cut between words', () => {
    const shown = snippet(letter, ['framboisi'], 'none')
    expect(shown).toContain('derrière les framboisiers. Rendez-vous')
    expect(shown).toMatch(/^… \S.*\S …$/)
    expect(shown.length).toBeLessThan(240)
    for (const word of shown.replaceAll('…', '').trim().split(' '))
      expect(letter.split(/\s+/)).toContain(word)
  })

  test('marks every found word, whatever its accents and capitals', () => {
    expect(snippet("L'ÉCHELLE et les échelles", ['echel'], 'control')).toBe(
      "L'\u0002ÉCHELLE\u0003 et les \u0002échelles\u0003",
    )
  })

  test('prefers what the author wrote to what they quote', () => {
    expect(snippet(letter, ['citern'], 'none')).toContain('citerne bleue')
    expect(snippet(letter, ['cargo'], 'none')).toBe('La citerne grise est percée. Qui a un vélo-cargo ?')
  })

  test('leaves out who is quoted, in whatever form their program quotes', () => {
    const above = 'Je passe demain avec la citerne.'
    for (const below of [
      'Le mar. 3 nov. 2026 à 20:14, Anne Martin\n<anne@asso.example> a écrit :\n\n> Qui apporte la citerne ?',
      "-----Message d'origine-----\nDe : Anne Martin <anne@asso.example>\nEnvoyé : mardi 3 novembre 2026 20:14\n\nQui apporte la citerne ?",
    ])
      expect(snippet(`${above}\n\n${below}`, ['citern'], 'none')).toBe(above)
  })

  test('is the beginning when only the subject or the author has the word', () => {
    expect(snippet(letter, ['absent'], 'none')).toMatch(/^Bonjour à tous, Voici .* …$/)
  })

  test('a short stem does not find long words', () => {
    expect(snippet('variétés, ailleurs, ails', ['ail'], 'control')).toBe(
      'variétés, ailleurs, \u0002ails\u0003',
    )
  })

  test('is one short line without control characters, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 2000 }),
        fc.array(fc.string({ minLength: 1 })),
        (text, stems) => {
          const shown = snippet(text, stems, 'none')
          expect(shown).not.toMatch(/[\u0000-\u001f]/)
          expect(shown.length).toBeLessThanOrEqual(300)
        },
      ),
    )
  })
})
