import { describe, expect, test } from 'vitest'
import { lastDayOf } from '#lists/commands/pause.ts'

// A Sunday; in Paris it is already the 23rd.
const now = new Date('2026-11-22T23:30:00Z')
const day = (written: string, timeZone = 'Europe/Paris') => lastDayOf(written, { now, timeZone })

describe('until when somebody wants no mail', () => {
  test.each([
    ['', 'open'],
    ['jusqu’au 15 août', '2027-08-15'],
    ["jusqu'au 1er janvier", '2027-01-01'],
    ['15/01', '2027-01-15'],
    ['2027-01-15', '2027-01-15'],
    ['2 semaines', '2026-12-07'],
    ['pendant 10 jours', '2026-12-03'],
    ['until 15 August', '2027-08-15'],
    ['for two weeks', '2026-12-07'],
    ['2 weeks', '2026-12-07'],
  ])('« %s » → %s', async (written, last) => {
    expect(await day(written)).toBe(last)
  })

  test.each(['longtemps', 'bureau', '15/01/2020'])('« %s » names none', async (written) => {
    expect(await day(written)).toBeUndefined()
  })

  test('the day is that of the list’s time zone', async () => {
    expect(await day('1 jour')).toBe('2026-11-24')
    expect(await day('1 jour', 'America/Cayenne')).toBe('2026-11-23')
  })
})
