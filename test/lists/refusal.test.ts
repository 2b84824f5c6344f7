import { expect, test } from 'vitest'
import { refusalOf } from '#lists/refusal.ts'

test.each([
  ['552 5.2.2 Mailbox full', 'full'],
  ['452 4.2.2 The email account that you tried to reach is over quota', 'full'],
  ['550 5.1.1 User unknown', 'unknown'],
  ['550 No such user here', 'unknown'],
  ['554 5.7.1 Message rejected as spam', 'unwanted'],
  ['552 5.3.4 Message size exceeds fixed limit', 'too-large'],
  ['554 transaction failed', 'other'],
  ['', 'other'],
])('« %s » is %s', (reply, why) => {
  expect(refusalOf(reply)).toBe(why)
})
