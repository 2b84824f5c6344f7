// A held message as a moderator sees it in a mail: the beginning of its text, its files, and itself where that is safe.
import type { Header } from '#mta/message/header.ts'
import { withCrlf } from '#mta/message/line-ends.ts'
import { readParts } from '#mta/message/parts.ts'
import { isSuspect } from '#mta/message/suspect.ts'
import { Texts } from '#mta/message/texts.ts'
import { oneLine } from '../mails.ts'
import type { Original } from '../original.ts'

/** What can be shown of a message. */
export interface Look {
  readonly text: string
  readonly files: readonly { readonly name: string; readonly bytes: number }[]
  /** The message itself, without its secrets; else why it isn't shown. */
  readonly whole:
    | { readonly bytes: Buffer }
    | { readonly kept: 'too-long' | 'damaged' }
    | { readonly kept: 'suspect'; readonly names: readonly string[] }
}

const MAX_ATTACHED_BYTES = 1024 * 1024
const MAX_FILES = 30 // named; more are counted by nobody
const HEAD_BYTES = 8
/** Between the author and the list only. */
const SECRETS = ['Approved', 'X-Approved', 'Approve', 'X-Approve', 'Bcc', 'Resent-Bcc']

/** Reads a message once. */
export async function lookAt(original: Original): Promise<Look> {
  const texts = new Texts()
  const files: { name: string; bytes: number }[] = []
  const suspects: string[] = []
  let damaged = false
  for await (const part of readParts(original.header, original.body(), () => {
    damaged = true
  })) {
    const isText = part.type === 'text/plain' || part.type === 'text/html'
    if (isText && part.disposition !== 'attachment' && part.filename === undefined) {
      await texts.add(part)
      continue
    }
    const { bytes, head } = await measured(part.content)
    const name = oneLine(part.filename ?? '') || part.type
    if (files.length < MAX_FILES) files.push({ name, bytes })
    if (isSuspect({ filename: part.filename, type: part.type, head })) suspects.push(name)
  }
  return { text: texts.text(), files, whole: wholeOf(original, suspects, damaged) }
}

// Where MIME is damaged another program may see parts that we don't.
function wholeOf(
  { bytes, bodyOffset, header }: Original,
  suspects: string[],
  damaged: boolean,
): Look['whole'] {
  if (suspects.length > 0) return { kept: 'suspect', names: suspects.slice(0, MAX_FILES) }
  if (bytes === undefined || bytes.length >= MAX_ATTACHED_BYTES) return { kept: 'too-long' }
  if (damaged) return { kept: 'damaged' }
  return { bytes: Buffer.concat([withoutSecrets(header), withCrlf(bytes.toString('latin1', bodyOffset))]) }
}

function withoutSecrets(header: Header): Buffer {
  return Buffer.concat([header.without(...SECRETS).bytes(), Buffer.from('\r\n')])
}

async function measured(content: AsyncIterable<Buffer>): Promise<{ bytes: number; head: Buffer }> {
  let bytes = 0
  let head: Buffer = Buffer.alloc(0)
  for await (const chunk of content) {
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)])
    bytes += chunk.length
  }
  return { bytes, head }
}
