// What the archive does not keep beside the mail is read out of it when somebody asks.

import { Readable } from 'node:stream'
import { isText, readParts } from '#mta/message/parts.ts'
import { Texts } from '#mta/message/texts.ts'
import { type MailSource, openMail } from './mail-source.ts'

/** The n-th attachment, from 1 in the order that `readMail` counts, decoded, in constant memory. */
export async function openPart(source: MailSource, n: number): Promise<Readable | undefined> {
  const { header, body } = await openMail(source)
  const parts = readParts(header, body, () => {})
  let seen = 0
  for (let next = await parts.next(); !next.done; next = await parts.next()) {
    const part = next.value
    if (isText(part) || ++seen < n) continue
    const stream = Readable.from(part.content, { objectMode: false })
    return Buffer.isBuffer(body) ? stream : stream.once('close', () => body.destroy())
  }
  return undefined
}

/** The HTML as sent, never to be shown unsanitised; undefined when there is none. */
export async function readHtml(source: MailSource): Promise<string | undefined> {
  const { header, body } = await openMail(source)
  const texts = new Texts()
  for await (const part of readParts(header, body, () => {})) if (isText(part)) await texts.add(part)
  return texts.html()
}
