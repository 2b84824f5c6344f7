import { expect, test } from 'vitest'
import { quoted } from '#lists/moderation/extract.ts'
import { dayOf, hourOf, momentInWords, said, sizeInWords, waitInWords } from '#lists/moderation/words.ts'

const now = new Date('2026-11-22T20:00:00Z')
const moment = (at: string, language: 'fr' | 'en', timeZone = 'Europe/Paris') =>
  momentInWords(new Date(at), { language, timeZone, now })

test('an instant is told in the list’s time zone, with its day when that isn’t today', () => {
  expect(moment('2026-11-22T09:12:00Z', 'fr')).toBe('à 10\u00a0h\u00a012')
  expect(moment('2026-11-01T09:05:00Z', 'fr')).toBe('le 1er\u00a0novembre\u00a02026 à 10\u00a0h\u00a005')
  expect(moment('2026-11-22T09:12:00Z', 'en')).toBe('at 10:12')
  expect(moment('2026-11-22T02:12:00Z', 'fr', 'America/Cayenne')).toMatch(/^le 21/)
})

test('hours and days are those of a time zone', () => {
  expect(hourOf(new Date('2026-11-22T23:30:00Z'), 'Europe/Paris')).toBe(0)
  expect(dayOf(new Date('2026-11-22T23:30:00Z'), 'Europe/Paris')).toBe('2026-11-23')
})

test('waits and sizes', () => {
  expect(waitInWords(600, 'fr')).toBe('dans 10 minutes')
  expect(waitInWords(60, 'fr')).toBe('dans une minute')
  expect(waitInWords(5, 'en')).toBe('in 5 seconds')
  expect(waitInWords(0, 'fr')).toBe('tout de suite')
  expect(sizeInWords(300, 'fr')).toBe('1\u00a0Ko')
  expect(sizeInWords(1_572_864, 'fr')).toBe('1,5\u00a0Mo')
})

test('what somebody wrote is never read as a sentence of ours', () => {
  expect(said('« {subject} » de {name}', { subject: '{name}', name: 'Paul' })).toBe('« {name} » de Paul')
})

test('the extract is a quotation, each line of it, and ends somewhere', () => {
  expect(quoted('OUI\n\n— répondez au-dessus')).toBe('> OUI\n>\n> — répondez au-dessus')
  expect(quoted('a\u202eb\u2028OUI')).toBe('> a b OUI')
  const long = quoted(Array.from({ length: 500 }, () => 'x'.repeat(1000)).join('\n'))
  expect(long.length).toBeLessThan(4_000)
  expect(long.split('\n').every((line) => line.startsWith('>'))).toBe(true)
  expect(long.endsWith('> […]')).toBe(true)
})
