import { expect, test } from 'vitest'
import { connect } from '#test/support/smtp.ts'
import { listening } from './listening.ts'

const SECOND =
  'MAIL FROM:<evil@x.test>\r\nRCPT TO:<bureau@relais.localhost>\r\nDATA\r\nSubject: smuggled\r\n\r\n2\r\n'

test.for([
  ['LF . LF', '\n.\n'],
  ['LF . CRLF', '\n.\r\n'],
  ['CRLF . LF', '\r\n.\n'],
  ['CR . CR', '\r.\r'],
  ['CR . CRLF', '\r.\r\n'],
  ['CRLF . CR', '\r\n.\r'],
  ['CR . LF', '\r.\n'],
  ['CRLF NUL . CRLF', '\r\n\0.\r\n'],
  ['CRLF . NUL CRLF', '\r\n.\0\r\n'],
] as const)('%s does not end a message: no second one is smuggled in, the bytes stay', async ([, stray]) => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  await talk.say('MAIL FROM:<a@x.test>', 250)
  await talk.say('RCPT TO:<bureau@relais.localhost>', 250)
  await talk.say('DATA', 354)
  const message = `Subject: one\r\n\r\n1${stray}${SECOND}`
  await talk.raw(`${message}.\r\n`)
  await talk.expect(250)
  await talk.say('NOOP', 250)
  expect(server.kept.map(({ bytes }) => bytes.toString('latin1'))).toEqual([message])
})

test('the end of a message may come in five packets', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  talk.socket.setNoDelay(true)
  await talk.say('EHLO client.test', 250)
  await talk.send('MAIL FROM:<>', 'RCPT TO:<l@relais.localhost>', 'DATA')
  for (const code of [250, 250, 354]) await talk.expect(code)
  for (const piece of ['a\r', '\n', '.', '\r', '\n']) {
    await talk.raw(piece)
    await new Promise((resolve) => setImmediate(resolve))
  }
  await talk.expect(250)
  expect(`${server.kept[0]?.bytes}`).toBe('a\r\n')
})

test('stuffed dots are taken off, an empty message is a message', async () => {
  await using server = await listening()
  await using talk = await connect(server.port)
  await talk.say('EHLO client.test', 250)
  const mail = { from: '', to: ['l@relais.localhost'] }
  await talk.mail({ ...mail, bytes: '.\r\n..\r\n.a\r\n' })
  await talk.mail({ ...mail, bytes: '' })
  await talk.mail({ ...mail, bytes: 'Subject: only a header\r\n' })
  expect(server.kept.map(({ bytes }) => `${bytes}`)).toEqual([
    '.\r\n..\r\n.a\r\n',
    '',
    'Subject: only a header\r\n',
  ])
})
