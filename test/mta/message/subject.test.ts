import fc from 'fast-check'
import { expect, test } from 'vitest'
import { baseSubject } from '#mta/message/subject.ts'

const cases: [string, string, 'reply' | 'first'][] = [
  ['Sortie dimanche', 'sortie dimanche', 'first'],
  ['Re: Sortie dimanche', 'sortie dimanche', 'reply'],
  ['RE : Sortie  dimanche', 'sortie dimanche', 'reply'],
  ['Ré : Sortie dimanche', 'sortie dimanche', 'reply'],
  ['Re\u00a0: Sortie dimanche', 'sortie dimanche', 'reply'],
  ['Réf: Sortie dimanche', 'sortie dimanche', 'reply'],
  ['AW: Sortie dimanche', 'sortie dimanche', 'reply'],
  ['Re[2]: Sortie dimanche', 'sortie dimanche', 'reply'],
  ['Re (3) : Sortie dimanche', 'sortie dimanche', 'reply'],
  ['[velo15] Re: [velo15] Ré : Sortie dimanche', 'sortie dimanche', 'reply'],
  ['Re: [velo15] TR : Sortie dimanche (fwd)', 'sortie dimanche', 'reply'],
  ['TR : Sortie dimanche', 'sortie dimanche', 'first'],
  ['Fwd: Sortie dimanche', 'sortie dimanche', 'first'],
  ['[Fwd: Sortie dimanche]', 'sortie dimanche', 'first'],
  ['[velo15]', '[velo15]', 'first'],
  ['Re: [velo15]', '[velo15]', 'reply'],
  ['Re:', '', 'reply'],
  ['', '', 'first'],
  ['Recette : tarte', 'recette : tarte', 'first'],
  ['Réunion : ordre du jour', 'réunion : ordre du jour', 'first'],
]
test.each(cases)('%j is about %j', (subject, base, kind) => {
  expect(baseSubject(subject)).toEqual({ base, isReply: kind === 'reply' })
})

test('answering a subject again and again does not change what it is about', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (subject) => {
      const { base } = baseSubject(subject)
      expect(baseSubject(`Re: [liste] Ré : ${subject}`).base).toBe(base)
    }),
  )
})
