// Each server's bounces, and what is none: whose fault they say it is.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BounceClass, classOf } from '#mta/message/bounce-class.ts'
import { Header } from '#mta/message/header.ts'
import { readReport } from '#mta/message/report.ts'
import { bounceMail, bounceNames } from '../../support/bounces.ts'
import { cpuMs } from '../../support/cpu.ts'
import { hostileMail } from '../../support/hostile-mail.ts'

const expected: Record<string, BounceClass | 'none' | 'complaint'> = {
  'postfix-unknown': 'no-mailbox',
  'postfix-no-domain': 'no-mailbox',
  'postfix-delayed': 'temporary',
  'postfix-gave-up': 'temporary',
  'postfix-relayed': 'delivered',
  'exim-unknown': 'no-mailbox',
  'exim-old': 'no-mailbox',
  'exchange-unknown': 'no-mailbox',
  'exchange-access-denied': 'no-mailbox',
  'exchange-old': 'no-mailbox',
  'outlook-blocked': 'ours',
  'outlook-unavailable': 'no-mailbox',
  'gmail-unknown': 'no-mailbox',
  'gmail-full': 'mailbox-full',
  'gmail-dmarc': 'ours',
  'orange-unknown': 'no-mailbox',
  'orange-refused': 'ours',
  'free-inactive': 'no-mailbox',
  'free-spam': 'ours',
  'laposte-full': 'mailbox-full',
  'laposte-unknown': 'no-mailbox',
  'qmail-unknown': 'no-mailbox',
  'qmail-full': 'mailbox-full',
  'french-without-code': 'no-mailbox',
  'nothing-said': 'unclear',
  'warning-old': 'temporary',
  absence: 'none',
  'absence-of-the-server': 'none',
  receipt: 'none',
  human: 'none',
  complaint: 'complaint',
}

const recipient = 'marie.durand@free.example'
async function read(bytes: Buffer) {
  const { header, bodyOffset } = Header.parse(bytes)
  return await readReport(header, bytes.subarray(bodyOffset))
}

describe.each(bounceNames)('the mail %s', (name) => {
  test(`is read as ${expected[name]}`, async () => {
    const report = await read(bounceMail(name, { returnPath: 'bounces+abc@relais.example', recipient }))
    const said = report.kind === 'delivery' ? classOf(report.results[0]!) : report.kind
    expect(said).toBe(expected[name])
    if (report.kind === 'delivery' && name !== 'nothing-said')
      expect(report.results[0]!.recipients).toContain(recipient)
  })
})

test.each<[string, string, BounceClass]>([
  ['5.1.1', '', 'no-mailbox'],
  ['5.1.2', '', 'no-mailbox'],
  ['5.1.7', 'bad sender', 'ours'],
  ['5.1.8', '', 'ours'],
  ['5.2.3', '', 'ours'],
  ['5.3.4', '552 5.3.4 message too big', 'ours'],
  ['5.6.0', '', 'ours'],
  ['5.7.1', '550 5.7.1 user unknown', 'ours'],
  ['5.7.509', '', 'ours'],
  ['5.1.1', '550 5.1.1 <spam@free.example> user unknown', 'no-mailbox'],
  ['5.1.1', '554 5.1.1 blocked as spam', 'ours'],
  ['5.0.0', '554 5.7.9 Message not accepted for policy reasons', 'ours'],
  ['4.2.2', '452 4.2.2 over quota', 'temporary'],
  ['', '450 4.7.1 Greylisted', 'temporary'],
  ['', '421 4.7.0 [TSS04] temporarily deferred due to user complaints', 'temporary'],
  ['', '530 5.7.0 Must issue STARTTLS', 'ours'],
  ['', '535 authentication failed', 'ours'],
  ['', '550 no such user here', 'no-mailbox'],
  ['', "554 delivery error: dd This user doesn't have a yahoo.example account", 'no-mailbox'],
  ['', '550 5.2.1 mailbox is over quota', 'mailbox-full'],
  ['', '552 Requested mail action aborted', 'mailbox-full'],
  ['', '550 Sender address rejected: Domain not found', 'ours'],
  ['', '554 Transaction failed', 'unclear'],
  ['', '550 5.5.0 mailbox unavailable', 'no-mailbox'],
  ['', '556 5.1.10 free.example takes no mail', 'no-mailbox'],
])('status %j with « %s » is %s', (status, diagnostic, kind) => {
  expect(classOf({ action: 'failed', status, diagnostic })).toBe(kind)
})

test('an address in brackets of numbers is no code', () => {
  expect(classOf({ action: 'failed', status: '', diagnostic: '554 host 5.1.1.4 said no' })).toBe('unclear')
})

test('a report of a thousand recipients is read as far as a hundred, and none of its lines costs', async () => {
  const group = `Final-Recipient: rfc822; x@free.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; ${'mailbox '.repeat(200)}`
  const body = `--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n${`${group}\n\n`.repeat(1000)}--b--\n`
  const header = Header.parse(Buffer.from('Content-Type: multipart/report; boundary=b\n\n')).header
  const before = cpuMs()
  const report = await readReport(header, Buffer.from(body))
  expect(report).toMatchObject({ kind: 'delivery' })
  const results = report.kind === 'delivery' ? report.results : []
  expect(results.length).toBeGreaterThan(10)
  expect(results.length).toBeLessThanOrEqual(100)
  for (const one of results) expect(classOf(one)).toBe('no-mailbox')
  expect(cpuMs() - before).toBeLessThan(500)
})

test('whatever is sent to a return path is read without complaint', async () => {
  await fc.assert(
    fc.asyncProperty(hostileMail, async (bytes) => void (await read(bytes))),
    { numRuns: 300 },
  )
})
