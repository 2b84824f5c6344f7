// Small mails, and sending them to a running program.
import { connect, stuffed } from './smtp.ts'

let count = 0

/** A plain mail; every one has another Message-ID unless given. */
export function mail(fields: Readonly<Record<string, string>>, body = 'Bonjour.\n'): Buffer {
  const all: Record<string, string> = {
    'Message-ID': `<${++count}.${process.pid}@courriel.example>`,
    Date: 'Tue, 3 Nov 2026 21:14:00 +0100',
    ...fields,
  }
  const header = Object.entries(all).map(([name, value]) => `${name}: ${value}\n`)
  return Buffer.from(`${header.join('')}\n${body}`.replaceAll(/\r?\n/g, '\r\n'), 'utf8')
}

/** Gives a mail to a server; the text of the reply to its end, or of the first reply that is no success. */
export async function give(
  port: number,
  envelope: { readonly from: string; readonly to: readonly string[] },
  bytes: Buffer,
): Promise<string> {
  await using talk = await connect(port)
  await talk.say('EHLO courriel.example', 250)
  for (const line of [`MAIL FROM:<${envelope.from}>`, ...envelope.to.map((to) => `RCPT TO:<${to}>`)]) {
    await talk.send(line)
    const reply = await talk.reply()
    if (reply.code >= 400) return reply.text
  }
  await talk.say('DATA', 354)
  await talk.raw(stuffed(bytes))
  return (await talk.reply()).text
}
