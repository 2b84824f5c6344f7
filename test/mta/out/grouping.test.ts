import { expect, test } from 'vitest'
import type { Claimed } from '#mta/out/claim.ts'
import { groupedCopies } from '#mta/out/grouping.ts'

let id = 0
const row = (recipient: string, copyId = 1): Claimed => ({
  id: ++id,
  messageId: copyId,
  listId: 1,
  copyId,
  personId: id,
  addressId: id,
  recipient,
  domain: recipient.slice(recipient.indexOf('@') + 1),
  tries: 0,
  ageMs: 0,
})
const copies = new Map([
  [1, { sending: 'batched', size: 100 } as const],
  [2, { sending: 'personal', size: 2_000_000 } as const],
])
const shape = (rows: Claimed[], destinationOf: (domain: string) => string) =>
  groupedCopies(rows, copies, { recipientsPerTransaction: 2, destinationOf }).map((one) =>
    one.rows.map((each) => each.recipient),
  )

test('by a relay a batch mixes domains; straight to the recipients it does not', () => {
  const rows = [row('a@x.example'), row('b@y.example'), row('c@x.example')]
  expect(shape(rows, () => 'relay')).toEqual([['a@x.example', 'b@y.example'], ['c@x.example']])
  expect(shape(rows, (domain) => domain)).toEqual([['a@x.example', 'c@x.example'], ['b@y.example']])
})

test('personal copies are never put together, nor are copies of two lists', () => {
  const rows = [row('a@x.example', 2), row('b@x.example', 2), row('c@x.example', 1), row('d@x.example', 3)]
  expect(shape(rows, () => 'relay')).toHaveLength(4)
})

test('an accented address travels apart', () => {
  const rows = [row('a@x.example'), row('zoé@x.example'), row('c@x.example')]
  expect(shape(rows, () => 'relay')).toEqual([['a@x.example', 'c@x.example'], ['zoé@x.example']])
})
