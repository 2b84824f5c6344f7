import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldedWords, WORD_CHARS } from '#search/fold.ts'

describe('words as they are compared', () => {
  test.each([
    ["L'été, l’école et d'Artagnan", 'ete ecole et artagnan'],
    ["jusqu'ici lorsqu’il puisqu'on qu'elle s'il n'a m'a t'a c'est j'ai", 'ici il on elle il a a a est ai'],
    ["aujourd'hui, O'Brien, presqu'île", 'aujourd hui o brien ile'],
    ['Cœur, ŒUVRE, Æsop, e\u0301leve, ÉLÈVE', 'coeur oeuvre aesop eleve eleve'],
    ['le 2026-11-03, 75-77 rue', 'le 2026 11 03 75 77 rue'],
    ['compte-rendu.pdf anne.martin@orange.example', 'compte rendu pdf anne martin orange example'],
    ['دراجة', 'دراجة'],
    ['𝐀 İstanbul ﬁn', 'a istanbul fin'],
    ['NUL\u0000ici\ud800là', 'nul ici la'],
  ])('%j is read as %j', (text, words) => {
    expect(foldedWords(text).join(' ')).toBe(words)
  })

  test('a word is cut at eighty characters, never in the middle of one', () => {
    expect(foldedWords('a'.repeat(WORD_CHARS + 1))).toEqual(['a'.repeat(WORD_CHARS)])
    expect([...(foldedWords('𝒶𠀀'.repeat(100))[0] ?? '')]).toHaveLength(WORD_CHARS)
  })

  test('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const once = foldedWords(text).join(' ')
        expect(foldedWords(once).join(' ')).toBe(once)
      }),
      { numRuns: 2000 },
    )
  })
})
