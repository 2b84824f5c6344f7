// A body with some of its parts replaced: every other byte stays as it is, in constant memory.

import { createHash } from 'node:crypto'
import { type MimeNode, Splitter } from '@zone-eu/mailsplit'
import { type Body, bytesOf, Chunks } from './chunks.ts'
import type { Header } from './header.ts'
import { lonePart } from './lone-part.ts'
import { defectOf, mimeFields, type Part, type PartsDefect, partOf, SPLITTING } from './parts.ts'

/** A leaf of the MIME tree, and the kinds of multipart around it, the nearest first ('mixed', 'signed'…). */
export interface PlacedPart extends Omit<Part, 'content'> {
  readonly within: readonly string[]
}

/**
 * The bytes of a body; `replacement` is asked for each part, in the order of `readParts`: the bytes of another part
 * (header, empty line, content without a last line end), or undefined for the part as it is. A message that is one part
 * stays. Damaged MIME is told to `onDefect`, and nothing more follows.
 */
export async function* withReplacedParts(
  header: Header,
  body: Body,
  replacement: (part: PlacedPart) => Buffer | undefined,
  onDefect: (defect: PartsDefect) => void,
): AsyncGenerator<Buffer> {
  const fields = mimeFields(header)
  if (lonePart(fields) !== undefined) return yield* bytesOf(body)
  try {
    const splitter = new Splitter(SPLITTING)
    splitter.write(Buffer.from(fields, 'latin1'))
    const chunks = new Chunks(splitter, body)
    let isReplaced = false
    for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
      if (chunk.type === 'node') {
        if (chunk.parentNode === false) continue // the message's own header
        const made = chunk.multipart === false ? replacement(placed(chunk)) : undefined
        isReplaced = made !== undefined
        yield made ?? chunk.getHeaders()
      } else if (chunk.value !== undefined && !(isReplaced && chunk.type === 'body')) yield chunk.value
    }
    if (chunks.failure !== undefined) onDefect(defectOf(chunks.failure))
  } finally {
    if (!Buffer.isBuffer(body)) body.destroy()
  }
}

/**
 * Whether a body's parts put together are the body again, byte for byte: of damaged MIME the splitter may lose some. Only
 * then is anything replaced.
 */
export async function splitsFaithfully(header: Header, body: () => Body): Promise<boolean> {
  const defects: PartsDefect[] = []
  const split = withReplacedParts(
    header,
    body(),
    () => undefined,
    (defect) => defects.push(defect),
  )
  const [received, made] = [await sha256(bytesOf(body())), await sha256(split)]
  return defects.length === 0 && made === received
}

async function sha256(bytes: AsyncIterable<Buffer>): Promise<string> {
  const made = createHash('sha256')
  for await (const chunk of bytes) made.update(chunk)
  return made.digest('hex')
}

function placed(node: MimeNode): PlacedPart {
  const { content: _, ...part } = partOf(node, nothing())
  const within: string[] = []
  for (let above = node.parentNode; above !== false; above = above.parentNode)
    if (above.multipart !== false) within.push(above.multipart)
  return { ...part, within }
}

async function* nothing(): AsyncGenerator<Buffer> {}
