import { expect, test } from 'vitest'
import type { Defect } from '#archive/read.ts'
import { defectsInWords } from '#web/defects.ts'

// A record, so that the compiler asks for every code that the archive knows.
const known: Record<Defect, 'by the text' | 'in the details'> = {
  'no-from': 'in the details',
  'no-date': 'in the details',
  'no-message-id': 'in the details',
  'doubled-field': 'in the details',
  'wrong-charset': 'in the details',
  'too-many-parts': 'by the text',
  'broken-mime': 'by the text',
  'text-cut': 'by the text',
  'raw-text': 'by the text',
  'too-many-attachments': 'by the text',
}

test.each(Object.entries(known))('the defect %s is a sentence of its own, said %s', (code, place) => {
  for (const language of ['fr', 'en'] as const) {
    const { warnings, defects } = defectsInWords([code], language)
    const [said, other] = place === 'by the text' ? [warnings, defects] : [defects, warnings]
    expect(other).toEqual([])
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^\p{Lu}.+\.$/u)
    expect(said).not.toEqual(defectsInWords(['unheard-of'], language).defects)
  }
})

test('a code of another version is said in general words', () => {
  expect(defectsInWords(['unheard-of'], 'en')).toEqual({
    warnings: [],
    defects: ['This message does not follow the customs of mail.'],
  })
})
