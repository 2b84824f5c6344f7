import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { openLog } from '#store/log.ts'

function logged(isTTY: boolean, say: (log: ReturnType<typeof openLog>) => void): string {
  const stream = Object.assign(new PassThrough(), { isTTY })
  say(openLog('info', stream))
  return String(stream.read() ?? '')
}

test('for machines a line is JSON with its time, its level and its fields', () => {
  const line = logged(false, (log) => log.info({ port: 2525 }, 'SMTP listens'))
  expect(JSON.parse(line)).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    port: 2525,
    msg: 'SMTP listens',
  })
})

test('in a terminal a line is for people', () => {
  expect(logged(true, (log) => log.info({ port: 2525, host: '::1' }, 'SMTP listens'))).toMatch(
    /^\d\d:\d\d:\d\d SMTP listens \(port 2525, host ::1\)\n$/,
  )
  expect(logged(true, (log) => log.error({ err: new Error('no room') }, 'Not written'))).toMatch(
    /^\d\d:\d\d:\d\d ERROR Not written\nError: no room\n +at /,
  )
})

test('secrets are never written', () => {
  const line = logged(false, (log) =>
    log.info({ secret: 's3cr3t', settings: { password: 's3cr3t' }, to: 'x' }, 'Read'),
  )
  expect(line).not.toContain('s3cr3t')
  expect(JSON.parse(line)).toMatchObject({ secret: '[hidden]', settings: { password: '[hidden]' }, to: 'x' })
})

test('of an error the message, the stack and the causes are written, not the fields that hold people’s data', () => {
  const error = Object.assign(new Error('duplicate key', { cause: new Error('deeper') }), {
    code: '23505',
    detail: 'Key (address)=(odile@example.org) already exists.',
  })
  const line = logged(false, (log) => log.warn({ err: error }, 'Not kept'))
  expect(line).not.toContain('odile@')
  expect(JSON.parse(line).err).toEqual({
    message: 'duplicate key',
    code: '23505',
    stack: expect.stringMatching(/duplicate key\n[\s\S]+because of Error: deeper\n/),
  })
})

test('control characters that a stranger chose do not reach the terminal', () => {
  expect(logged(true, (log) => log.info({ subject: 'a\u001b[2Jb\nc' }, 'Seen'))).not.toMatch(/\u001b|\nc/)
})
