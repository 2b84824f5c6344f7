import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldAny, foldedText, foldedWords, WORD_CHARS } from '#search/fold.ts'
import { foldLatin } from '#search/fold-latin.ts'

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
    ['Þór, Ðuro, þorn', 'thor duro thorn'],
    ['infor\u00admation ❤️ 1️⃣ 👩‍🌾 ½', 'information 1 1 2'],
    ["3d'avril, l'Ελλάδα, l''été", '3 avril ελλαδα l ete'],
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

  test('the fast way of folding agrees with the definition, whatever the text', () => {
    const pieces = fc.constantFrom(
      ...[
        "l'",
        'qu’',
        "jusqu'",
        "'",
        '’',
        'ʼ',
        '′',
        'é',
        'e\u0301',
        'œ',
        'ß',
        '½',
        'ﬁ',
        'ŉ',
        '…',
        '\u00ad',
        '\u00a0',
      ],
      ...[
        '3',
        '²',
        'x',
        'mot',
        'ILE',
        'İ',
        '-',
        ' ',
        '\ud83d',
        '😀',
        '𝐀',
        '❤️',
        'я',
        '中',
        '\u0651',
        'k'.repeat(79),
      ],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({
        unit: fc.integer({ min: 0, max: 0x24f }).map((code) => String.fromCharCode(code)),
        maxLength: 60,
      }),
      fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
    )
    fc.assert(
      fc.property(text, fc.constantFrom('', 'þ'), (written, mark) => {
        expect(foldedText(written, mark)).toBe(foldAny(written, mark))
      }),
      { numRuns: 20_000 },
    )
  })

  test('ordinary French mail goes the fast way', () => {
    expect(foldLatin('« Ça va… » — l’été à 20 °C, 3 € ; cœur ❤️ 😀', 'þ', WORD_CHARS)).toBe(
      'þca þva þete þa þ20 þc þ3 þcoeur',
    )
  })
})
