// The parts of a message as they come: MIME's tree read once, from front to back, nothing held.

import { type MimeNode, Splitter } from '@zone-eu/mailsplit'
import { type Body, bytesOf, Chunks } from './chunks.ts'
import type { Header } from './header.ts'
import { lonePart } from './lone-part.ts'
import { transferDecoder } from './transfer-encoding.ts'
import { oneLine } from './words.ts'

/** A leaf of the MIME tree. Its content is read, or passed over, before the next part. */
export interface Part {
  readonly type: string // media type, lower case, always `a/b`
  readonly charset?: string
  readonly isFlowed: boolean // format=flowed, RFC 3676
  readonly deletesSpace: boolean // delsp=yes
  readonly disposition: 'inline' | 'attachment' | 'reaction' | 'none' // RFC 9078 §2: a reaction
  readonly filename?: string // as the author named it, decoded, not cleaned
  readonly contentId?: string // without brackets
  readonly alternative?: object // the outermost multipart/alternative around it: its parts say the same thing
  readonly isRoot: boolean
  readonly content: AsyncIterable<Buffer> // transfer encoding undone; ends early where MIME is damaged
}

/** The text of a mail is what has no name: a named text is a document. The whole body is always text if it can be. */
export function isText(part: Pick<Part, 'type' | 'disposition' | 'isRoot' | 'filename'>): boolean {
  if (!/^text\/(?:plain|html|markdown)$/.test(part.type) || part.disposition === 'attachment') return false
  return part.isRoot || part.filename === undefined
}

/** What stopped the reading of parts before the end. */
export type PartsDefect = 'too-many-parts' | 'broken-mime'

const MAX_PARTS = 2_000
const MAX_PART_HEADER = 262_144 // bytes
/** How a message is split; who reads its parts again must count the same. */
export const SPLITTING = {
  ignoreEmbedded: true,
  maxChildNodes: MAX_PARTS,
  maxHeadSize: MAX_PART_HEADER,
} as const
const MAX_MIME_FIELD = 65_536 // bytes of one of the message's own MIME fields
const MIME_FIELDS = ['Content-Type', 'Content-Transfer-Encoding', 'Content-Disposition', 'Content-ID']

/**
 * Reads the parts of a body in order; embedded messages are leaves. Damaged MIME never throws: it is told to
 * `onDefect`, and the reading stops. An error of `body` itself passes through. `body` is destroyed at the end.
 */
export async function* readParts(
  header: Header,
  body: Body,
  onDefect: (defect: PartsDefect) => void,
): AsyncGenerator<Part> {
  const fields = mimeFields(header)
  try {
    const root = lonePart(fields)
    if (root === undefined) yield* splitParts(fields, body, onDefect)
    else yield partOf(root, decoded(root, bytesOf(body)))
  } finally {
    if (!Buffer.isBuffer(body)) body.destroy()
  }
}

async function* splitParts(
  fields: string,
  body: Body,
  onDefect: (defect: PartsDefect) => void,
): AsyncGenerator<Part> {
  const splitter = new Splitter(SPLITTING)
  splitter.write(Buffer.from(fields, 'latin1'))
  const chunks = new Chunks(splitter, body)
  for (let chunk = await chunks.next(); chunk !== undefined; chunk = await chunks.next()) {
    if (chunk.type === 'node' && chunk.multipart === false) {
      yield partOf(chunk, decoded(chunk, chunks.body()))
    }
  }
  if (chunks.failure !== undefined) onDefect(defectOf(chunks.failure))
}

/** What made the splitter stop. */
export function defectOf(failure: Error): PartsDefect {
  return /child nodes/.test(failure.message) ? 'too-many-parts' : 'broken-mime'
}

/** The message's own header may be huge or odd: the splitter sees only the fields that it needs, and the empty line. */
export function mimeFields(header: Header): string {
  const fields = MIME_FIELDS.map((name) => ({ name, value: header.first(name) }))
    .filter(({ value }) => value !== undefined)
    .map(({ name, value }) => `${name}: ${value!.slice(0, MAX_MIME_FIELD)}\r\n`)
  return `${fields.join('')}\r\n`
}

async function* decoded(node: MimeNode, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const decoder = transferDecoder(node.encoding || '')
  for await (const chunk of bytes) {
    const out = decoder.write(chunk)
    if (out.length > 0) yield out
  }
  const rest = decoder.end()
  if (rest.length > 0) yield rest
}

/** What a leaf of the tree says of itself. */
export function partOf(node: MimeNode, content: AsyncIterable<Buffer>): Part {
  const alternative = outermostAlternative(node)
  const contentId = field(node, 'Content-ID').replace(/^<|>$/g, '')
  return {
    type: mediaType(node),
    isFlowed: node.flowed,
    deletesSpace: node.delSp,
    disposition:
      node.disposition === 'attachment' || node.disposition === 'inline' || node.disposition === 'reaction'
        ? node.disposition
        : 'none',
    isRoot: node.parentNode === false,
    content,
    ...(node.charset && { charset: node.charset }),
    ...(node.filename && { filename: node.filename }),
    ...(contentId !== '' && { contentId }),
    ...(alternative !== undefined && { alternative }),
  }
}

// The parts of a digest are messages unless they say otherwise (RFC 2046 §5.1.5).
function mediaType(node: MimeNode): string {
  const parent = node.parentNode
  if (parent !== false && parent.multipart === 'digest' && field(node, 'Content-Type') === '')
    return 'message/rfc822'
  const declared = node.contentType || ''
  if (/^[\w!#$&^.+-]{1,63}\/[\w!#$&^.+-]{1,63}$/.test(declared)) return declared
  return declared === '' || declared === 'text' ? 'text/plain' : 'application/octet-stream'
}

function field(node: MimeNode, name: string): string {
  return node.headers === false ? '' : oneLine(node.headers.getFirst(name)?.slice(0, MAX_MIME_FIELD) ?? '')
}

function outermostAlternative(node: MimeNode): object | undefined {
  let found: object | undefined
  for (let above = node.parentNode; above !== false; above = above.parentNode) {
    if (above.multipart === 'alternative') found = above
  }
  return found
}
