// A process of its own that sends large mails at once: `node senders.ts PORT CONNECTIONS MEGABYTES`.
import { connect } from '#test/support/smtp.ts'

const [port = 0, connections = 0, megabytes = 0] = process.argv.slice(2).map(Number)
const LINES = Buffer.from('abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789.\r\n'.repeat(1024)) // 64 KiB

async function send(): Promise<void> {
  await using talk = await connect(port)
  await talk.say('EHLO sender.test', 250)
  await talk.say('MAIL FROM:<a@x.test>', 250)
  await talk.say('RCPT TO:<l@x.test>', 250)
  await talk.say('DATA', 354)
  await talk.raw('From: a@x.test\r\nSubject: large\r\n\r\n')
  for (let sent = 0; sent + LINES.length < megabytes * 1_000_000; sent += LINES.length) await talk.raw(LINES)
  await talk.raw('.\r\n')
  await talk.expect(250)
}

await Promise.all(Array.from({ length: connections }, send))
