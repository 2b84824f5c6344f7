import { expect, test } from 'vitest'
import type { Answer, RefusalReason } from '#mta/in/reception.ts'
import { asReply, together } from '#mta/in/replies.ts'

const refused = (reason: RefusalReason, text = 'no'): Answer => ({ kind: 'refused', reason, text })
const OK: Answer = { kind: 'ok' }
const LATER: Answer = { kind: 'later', text: 'soon' }

test.for([
  ['unknown-recipient', '550 5.1.1'],
  ['not-allowed', '550 5.7.1'],
  ['too-big', '552 5.3.4'],
  ['loop', '554 5.4.6'],
  ['content', '554 5.6.0'],
  ['closed', '550 5.2.1'],
] as const)('%s is said as %s', ([reason, code]) => {
  expect(asReply(refused(reason))).toMatchObject({ responseCode: code, message: 'no' })
})

test('yes is no error, later is temporary', () => {
  expect(asReply(OK)).toBeUndefined()
  expect(asReply(LATER)).toMatchObject({ responseCode: '451 4.3.0', message: 'soon' })
})

test('what is said is one short line of printable ASCII', () => {
  const said = asReply(refused('content', `refusé\r\n250 OK ${'x'.repeat(600)}`))?.message ?? ''
  expect(said).toMatch(/^refus 250 OK x+$/)
  expect(said).toHaveLength(400)
})

test.for([
  ['any is taken', [refused('closed'), OK], OK],
  ['none is taken', [refused('closed'), refused('content')], refused('closed')],
  ['any is for later, so that nothing is lost', [OK, LATER, refused('closed')], LATER],
] as const)('the one answer over SMTP when %s', ([, answers, one]) => {
  expect(together(answers)).toEqual(one)
})

test('without any answer the client tries later', () => {
  expect(together([]).kind).toBe('later')
})
