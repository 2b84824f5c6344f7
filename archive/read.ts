// A mail as people see it. Bad mail is read as well as it can be, and what was wrong with it is said; only what is
// done with attachments as they pass can fail.

import { bytesOf } from '#mta/message/chunks.ts'
import type { Header } from '#mta/message/header.ts'
import { isText, type Part, type PartsDefect, readParts } from '#mta/message/parts.ts'
import { readable, type TextDefect, Texts } from '#mta/message/texts.ts'
import { guessText } from '#mta/message/words.ts'
import { attachmentName } from './attachment-name.ts'
import { type Letterhead, type LetterheadDefect, readLetterhead } from './letterhead.ts'
import { type MailSource, openMail } from './mail-source.ts'

/** What was wrong with a mail, as pages say it. */
export type Defect = LetterheadDefect | PartsDefect | TextDefect | 'raw-text' | 'too-many-attachments'

/** A part that is not the text; `size` in bytes, decoded. */
export interface ReadAttachment {
  readonly name: string
  readonly type: string
  readonly disposition: 'attachment' | 'inline'
  readonly contentId?: string
  readonly size: number
}

/** A mail read. Nothing in it holds a NUL. */
export interface Reading extends Letterhead {
  readonly header: Header
  readonly text: string
  readonly html?: string
  readonly attachments: readonly ReadAttachment[]
  readonly defects: readonly Defect[]
}

/** An attachment passing by: the n-th, from 1. */
export interface PassingAttachment {
  readonly n: number
  readonly name: string
  readonly type: string
}

/** Looks at an attachment's decoded bytes as they pass, as far as it wants to. What it throws ends the reading. */
export type Onlooker = (attachment: PassingAttachment, content: AsyncIterable<Buffer>) => Promise<void>

const MAX_ATTACHMENTS = 1_000
const MAX_RAW_TEXT = 262_144 // bytes of a body that could not be read as MIME

/** Reads a mail once from front to back. */
export async function readMail(source: MailSource, onlooker?: Onlooker): Promise<Reading> {
  const { header, body } = await openMail(source)
  const { letterhead, defects: headDefects } = readLetterhead(header)
  const defects = new Set<Defect>(headDefects)
  const texts = new Texts()
  const found: (Omit<ReadAttachment, 'disposition'> & { part: Part })[] = []
  for await (const part of readParts(header, body, (defect) => defects.add(defect))) {
    if (isText(part)) await texts.add(part)
    else if (found.length === MAX_ATTACHMENTS) defects.add('too-many-attachments')
    else {
      const named = described(part, found.length + 1)
      const size = await passing(part.content, onlooker && ((content) => onlooker(named, content)))
      found.push({ name: named.name, type: named.type, part, size })
    }
  }
  const html = texts.html()
  let text = texts.text()
  if (text === '' && html === undefined && found.length === 0) {
    text = await rawText(source)
    if (text !== '') defects.add('raw-text')
  }
  const attachments = found.map(({ part, ...attachment }) => ({
    ...attachment,
    ...(part.contentId !== undefined && { contentId: part.contentId }),
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

function described(part: Part, n: number): PassingAttachment {
  return { n, name: attachmentName(part.filename, part.type, n), type: part.type }
}

// « Inline » is believed of pictures only: Apple's mailer says it of every PDF.
function place(part: Part, html: string | undefined): ReadAttachment['disposition'] {
  if (part.contentId === undefined || !part.type.startsWith('image/')) return 'attachment'
  return part.disposition !== 'attachment' || html?.includes(`cid:${part.contentId}`)
    ? 'inline'
    : 'attachment'
}

/** How many bytes passed, in all. */
async function passing(
  content: AsyncIterable<Buffer>,
  look: ((content: AsyncIterable<Buffer>) => Promise<void>) | undefined,
): Promise<number> {
  const chunks = content[Symbol.asyncIterator]()
  let size = 0
  const next = async () => {
    const chunk = await chunks.next()
    if (!chunk.done) size += chunk.value.length
    return chunk
  }
  // Without `return`: who looks away in the middle does not end the part.
  if (look !== undefined) await look({ [Symbol.asyncIterator]: () => ({ next }) })
  while (!(await next()).done);
  return size
}

async function rawText(source: MailSource): Promise<string> {
  const { body } = await openMail(source)
  const kept: Buffer[] = []
  let left = MAX_RAW_TEXT
  for await (const chunk of bytesOf(body)) {
    kept.push(chunk.subarray(0, left))
    left -= Math.min(left, chunk.length)
    if (left === 0) break
  }
  return readable(guessText(Buffer.concat(kept))).trim()
}
