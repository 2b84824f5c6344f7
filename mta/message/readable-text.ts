// What a person reads of a small mail, whole in memory: for answers to robots and mail kept in the outbox.
import { Readable } from 'node:stream'
import { Header } from './header.ts'
import { readParts } from './parts.ts'
import { Texts } from './texts.ts'

/** The readable text of a mail's bytes; as far as it can be read when its MIME is damaged. */
export async function readableText(bytes: Buffer): Promise<string> {
  const { header, bodyOffset } = Header.parse(bytes)
  const body = Readable.from(bytes.length > bodyOffset ? [bytes.subarray(bodyOffset)] : [], {
    objectMode: false,
  })
  const texts = new Texts()
  for await (const part of readParts(header, body, () => {}))
    if ((part.type === 'text/plain' || part.type === 'text/html') && part.disposition !== 'attachment')
      await texts.add(part)
  return texts.text()
}
