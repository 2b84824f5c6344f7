// A forwarded mail: who wrote what to whom, its text, and its attachments, which are read after it.

import { Readable } from 'node:stream'
import { Header } from '#mta/message/header.ts'
import { type Part, readParts } from '#mta/message/parts.ts'
import { Texts } from '#mta/message/texts.ts'
import type { FileToRead } from '../extract.ts'
import type { Transcript } from '../transcript.ts'

const SHOWN = ['Subject', 'From', 'To', 'Cc', 'Date']
const MAX_ATTACHMENTS = 100

/** Takes down the head and text of a mail, and sets its attachments apart. */
export async function readMailFile({ bytes }: FileToRead, into: Transcript): Promise<undefined> {
  const { header, bodyOffset } = Header.parse(bytes)
  for (const name of SHOWN) into.add(`${header.text(name)}\n`)
  const body = Readable.from([bytes.subarray(bodyOffset)], { objectMode: false })
  const texts = new Texts()
  const attachments: FileToRead[] = []
  for await (const part of readParts(header, body, () => {})) {
    if (isText(part)) await texts.add(part)
    else if (attachments.length < MAX_ATTACHMENTS) attachments.push(await fileOf(part))
    else into.leaveOut()
  }
  into.add(`\n${texts.text()}\n`)
  for (const attachment of attachments) into.enclose(attachment)
}

function isText(part: Part): boolean {
  if (part.type !== 'text/plain' && part.type !== 'text/html') return false
  return part.isRoot || (part.disposition !== 'attachment' && part.filename === undefined)
}

async function fileOf(part: Part): Promise<FileToRead> {
  const chunks: Buffer[] = []
  for await (const chunk of part.content) chunks.push(chunk)
  return {
    name: part.filename ?? '',
    type: part.type,
    bytes: Buffer.concat(chunks),
    ...(part.charset !== undefined && { charset: part.charset }),
  }
}
