import { expect, test } from 'vitest'
import { importDate } from '#archive/import/import-date.ts'
import { Header } from '#mta/message/header.ts'

const now = new Date('2026-11-22T12:00:00Z')
const separator = new Date('2014-02-01T08:00:00Z')
const RECEIVED = 'Received: from mx by liste; Fri, 31 Jan 2014 12:45:28 +0100'

function dated(fields: string, receivedAt?: Date): string | undefined {
  return importDate(Header.parse(Buffer.from(`${fields}\n\n`)).header, receivedAt, now)?.toISOString()
}

test.each([
  ['its Date', `${RECEIVED}\nDate: Fri, 31 Jan 2014 12:45:26 +0100`, '2014-01-31T11:45:26.000Z'],
  [
    'its Date, when nothing says when it came',
    'Date: Fri, 31 Jan 2014 12:45:26 +0100',
    '2014-01-31T11:45:26.000Z',
  ],
  [
    'the topmost Received, when Date is later',
    `${RECEIVED}\nDate: Fri, 31 Jan 2015 12:45:26 +0100`,
    '2014-01-31T11:45:28.000Z',
  ],
  [
    'the topmost Received, not one beneath',
    `${RECEIVED}\nReceived: x; Fri, 31 Jan 2003 12:45:28 +0100\nDate: Fri, 31 Jan 2015 12:45:26 +0100`,
    '2014-01-31T11:45:28.000Z',
  ],
  ['the topmost Received, without a Date', RECEIVED, '2014-01-31T11:45:28.000Z'],
  ['the topmost Received, when Date cannot be read', `${RECEIVED}\nDate: hier`, '2014-01-31T11:45:28.000Z'],
  [
    'the topmost Received, when the author’s clock was never set',
    `${RECEIVED}\nDate: Thu, 1 Jan 1970 00:00:10 +0000`,
    '2014-01-31T11:45:28.000Z',
  ],
  [
    'its Date, when Received is absurd',
    'Received: x; Fri, 31 Jan 2064 12:45:28 +0100\nDate: Fri, 31 Jan 2014 12:45:26 +0100',
    '2014-01-31T11:45:26.000Z',
  ],
  ['the separator, with neither Date nor Received', 'Subject: x', '2014-02-01T08:00:00.000Z'],
  [
    'the separator, when Date is more than a day ahead',
    'Date: Mon, 24 Nov 2026 12:00:01 +0000',
    '2014-02-01T08:00:00.000Z',
  ],
])('an imported mail is dated by %s', (_what, fields, expected) => {
  expect(dated(fields, separator)).toBe(expected)
})

test('a Date less than a day ahead is believed: clocks differ', () => {
  expect(dated('Date: Mon, 23 Nov 2026 11:59:59 +0000', separator)).toBe('2026-11-23T11:59:59.000Z')
})

test('where nothing can be believed there is no date', () => {
  expect(dated('Subject: x')).toBeUndefined()
  expect(dated('Date: Mon, 1 Jan 1979 00:00:00 +0000', new Date('1979-01-01'))).toBeUndefined()
})
