// A mail as people see it. Bad mail is read as well as it can be, and what was wrong with it is said; only the
// storing of attachments can fail.

import { Readable } from 'node:stream'
import type { Header } from '#mta/message/header.ts'
import { type Part, type PartsDefect, readParts } from '#mta/message/parts.ts'
import { readable, type TextDefect, Texts } from '#mta/message/texts.ts'
import { guessText } from '#mta/message/words.ts'
import type { Blobs, Staged } from '#store/blobs.ts'
import { attachmentName } from './attachment-name.ts'
import { type Letterhead, type LetterheadDefect, readLetterhead } from './letterhead.ts'
import { type MailSource, openMail } from './mail-source.ts'

/** What was wrong with a mail, as pages say it. */
export type Defect = LetterheadDefect | PartsDefect | TextDefect | 'raw-text' | 'too-many-attachments'

/** A part that is not the text, its content staged. */
export interface ReadAttachment {
  readonly name: string
  readonly type: string
  readonly disposition: 'attachment' | 'inline'
  readonly contentId?: string
  readonly staged: Staged
}

/** A mail read. Nothing in it holds a NUL. */
export interface Reading extends Letterhead {
  readonly header: Header
  readonly text: string
  readonly html?: string
  readonly attachments: readonly ReadAttachment[]
  readonly defects: readonly Defect[]
}

const MAX_ATTACHMENTS = 1_000
const MAX_RAW_TEXT = 262_144 // bytes of a body that could not be read as MIME
const STAGED_WHOLE = 65_536 // bytes: smaller attachments are staged from memory

/** Reads a mail once from front to back; attachments are staged as they pass. */
export async function readMail(source: MailSource, blobs: Pick<Blobs, 'stage'>): Promise<Reading> {
  const { header, body } = await openMail(source)
  const { letterhead, defects: headDefects } = readLetterhead(header)
  const defects = new Set<Defect>(headDefects)
  const texts = new Texts()
  const found: (Omit<ReadAttachment, 'disposition'> & { part: Part })[] = []
  try {
    for await (const part of readParts(header, body, (defect) => defects.add(defect))) {
      if (isText(part)) await texts.add(part)
      else if (found.length === MAX_ATTACHMENTS) defects.add('too-many-attachments')
      else
        found.push({ ...described(part, found.length + 1), part, staged: await stage(part.content, blobs) })
    }
  } catch (error) {
    await Promise.all(found.map(({ staged }) => staged.discard()))
    throw error
  }
  const html = texts.html()
  let text = texts.text()
  if (text === '' && html === undefined && found.length === 0) {
    text = await rawText(source)
    if (text !== '') defects.add('raw-text')
  }
  const attachments = found.map(({ part, ...attachment }) => ({
    ...attachment,
    disposition: place(part, html),
  }))
  for (const defect of texts.defects) defects.add(defect)
  return {
    ...letterhead,
    header,
    text,
    ...(html !== undefined && { html }),
    attachments,
    defects: [...defects],
  }
}

// The text of a mail is what has no name: a named text is a document. The whole body is always text if it can be.
function isText(part: Part): boolean {
  if (!/^text\/(?:plain|html|markdown)$/.test(part.type) || part.disposition === 'attachment') return false
  return part.isRoot || part.filename === undefined
}

function described(part: Part, n: number): Pick<ReadAttachment, 'name' | 'type' | 'contentId'> {
  const { type, contentId } = part
  const name = attachmentName(part.filename, type, n)
  return contentId === undefined ? { name, type } : { name, type, contentId }
}

// « Inline » is believed of pictures only: Apple's mailer says it of every PDF.
function place(part: Part, html: string | undefined): ReadAttachment['disposition'] {
  if (part.contentId === undefined || !part.type.startsWith('image/')) return 'attachment'
  return part.disposition !== 'attachment' || html?.includes(`cid:${part.contentId}`)
    ? 'inline'
    : 'attachment'
}

async function stage(content: AsyncIterable<Buffer>, blobs: Pick<Blobs, 'stage'>): Promise<Staged> {
  const chunks = content[Symbol.asyncIterator]()
  const read: Buffer[] = []
  let length = 0
  while (length <= STAGED_WHOLE) {
    const { value, done } = await chunks.next()
    if (done) return blobs.stage(Buffer.concat(read))
    read.push(value)
    length += value.length
  }
  const all = (async function* () {
    yield* read
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  })()
  return blobs.stage(Readable.from(all, { objectMode: false }))
}

async function rawText(source: MailSource): Promise<string> {
  const { body } = await openMail(source)
  const kept: Buffer[] = []
  let left = MAX_RAW_TEXT
  for await (const chunk of body) {
    kept.push(chunk.subarray(0, left))
    left -= Math.min(left, chunk.length)
    if (left === 0) break
  }
  return readable(guessText(Buffer.concat(kept))).trim()
}
