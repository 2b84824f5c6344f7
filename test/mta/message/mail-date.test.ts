import { expect, test } from 'vitest'
import { mailDate } from '#mta/message/mail-date.ts'

const dates: [string, string][] = [
  ['Fri, 20 Nov 2026 10:00:00 +0100 (CET)', '2026-11-20T09:00:00.000Z'],
  ['20 Nov 2026 10:00 +0100', '2026-11-20T09:00:00.000Z'],
  ['Fri, 20 Nov 26 10:00:00 MET', '2026-11-20T09:00:00.000Z'],
  ['Mon, 06 Mar 2006 18:04:32 MET DST', '2006-03-06T16:04:32.000Z'],
  ['Fri, 20 Nov 99 10:00:00 GMT', '1999-11-20T10:00:00.000Z'],
  ['Fri, 20 Nov 100 10:00:00 EST', '2000-11-20T15:00:00.000Z'],
  ['ven., 20 Nov 2026 10.00.00 -0330', '2026-11-20T13:30:00.000Z'],
  ['Fri, 20 Nov 2026 10:00:00', '2026-11-20T10:00:00.000Z'],
  ['Tue Nov 11 10:02:03 2003', '2003-11-11T10:02:03.000Z'],
  ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
]
test.each(dates)('%s is %s', (written, instant) => {
  expect(mailDate(written)?.toISOString()).toBe(instant)
})

const unreadable = [
  '',
  'hier',
  'Fri, 20 Brumaire 2026 10:00:00 +0100',
  '20 Nov 2026',
  'Mon, 1 Jan 0001 00:00:00 +0000',
]
test.each([...unreadable, '99 Nov 2026 10:00 GMT', '1 Jan 2026 25:00 GMT', '1 Jan 9999 10:00 GMT'])(
  '%j is no date',
  (written) => {
    expect(mailDate(written)).toBeUndefined()
  },
)
