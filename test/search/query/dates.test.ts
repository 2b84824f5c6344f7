import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayBefore, periodName, readDates, readPeriod, withoutHour } from '#search/query/dates.ts'

describe('a date names a stretch of days', () => {
  test.each([
    ['2019', '2019-01-01', '2020-01-01'],
    ['2019-02', '2019-02-01', '2019-03-01'],
    ['2020-2-29', '2020-02-29', '2020-03-01'],
    ['2019/12/31', '2019-12-31', '2020-01-01'],
    ['2019.12', '2019-12-01', '2020-01-01'],
    ['201912', '2019-12-01', '2020-01-01'],
    ['20190312', '2019-03-12', '2019-03-13'],
    ['12/03/2019', '2019-03-12', '2019-03-13'],
    ['1.3.2019', '2019-03-01', '2019-03-02'],
    ['12-03-19', '2019-03-12', '2019-03-13'],
    ['12/03/98', '1998-03-12', '1998-03-13'],
    ['3/2019', '2019-03-01', '2019-04-01'],
    ['mars 2019', '2019-03-01', '2019-04-01'],
    ['Février 2019', '2019-02-01', '2019-03-01'],
    ['1er AOÛT 2019', '2019-08-01', '2019-08-02'],
    ['le 12 déc. 2019', '2019-12-12', '2019-12-13'],
    ['12-juillet-2019', '2019-07-12', '2019-07-13'],
    ['sept2019', '2019-09-01', '2019-10-01'],
    ['March 12th, 2019', '2019-03-12', '2019-03-13'],
    ['2nd May 2019', '2019-05-02', '2019-05-03'],
    ['9999', '9999-01-01', '9999-12-31'],
  ])('%s', (text, from, until) => {
    expect(readPeriod(text)).toEqual({ from, until })
  })

  test.each([
    '',
    '19',
    '0999',
    '2019-00',
    '2019-13',
    '2019-02-29',
    '31/04/2019',
    '2019-1-32',
    'mars',
    'foo 2019',
    '12/2019/03',
    '03/19',
    '20191',
    '2019-03-12-01',
    'demain',
    'Infinity',
  ])('%j is no date', (text) => {
    expect(readPeriod(text)).toBeUndefined()
  })

  test('before and after a date share all days between them; a range has both its ends', () => {
    expect(readDates('2019-03', 'before')).toEqual({ kind: 'dates', until: '2019-03-01' })
    expect(readDates('2019-03', 'after')).toEqual({ kind: 'dates', from: '2019-03-01' })
    expect(readDates('2019-03 … 12/05/2019', 'during')).toEqual({
      kind: 'dates',
      from: '2019-03-01',
      until: '2019-05-13',
    })
    expect(readDates('2019-2021', 'during')).toEqual({
      kind: 'dates',
      from: '2019-01-01',
      until: '2022-01-01',
    })
    expect(readDates('2021..2019', 'during')).toEqual({
      kind: 'dates',
      from: '2019-01-01',
      until: '2022-01-01',
    })
    expect(readDates('2019..2019-03', 'during')).toEqual({
      kind: 'dates',
      from: '2019-01-01',
      until: '2019-04-01',
    })
  })

  test.each(['..', '...', '2019..2020..2021', '2019..demain', 'hier..2019'])('%j is no range', (text) => {
    expect(readDates(text, 'during')).toBeUndefined()
  })

  test('the hour is left out', () => {
    expect(withoutHour('2019-03-12T10:30:00Z')).toBe('2019-03-12')
    expect(withoutHour('20190312103000..201903121100')).toBe('20190312..20190312')
    expect(withoutHour('20190312..')).toBe('20190312..')
  })

  test('a period has its name back, other days have none', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1000-01-01'), max: new Date('9998-12-31'), noInvalidDate: true }),
        (date) => {
          const day = date.toISOString().slice(0, 10)
          for (const name of [day, day.slice(0, 7), day.slice(0, 4)]) {
            const { from, until } = readPeriod(name) ?? { from: '', until: '' }
            expect(periodName(from, until)).toBe(name)
            expect(readDates(`${from}..${dayBefore(until)}`, 'during')).toEqual({
              kind: 'dates',
              from,
              until,
            })
          }
        },
      ),
    )
    expect(periodName('2019-01-01', '2021-01-01')).toBeUndefined()
  })
})
