// What a mail that came back, or was complained about, says of the mail it is about. No more of it is read than that.
import { isBounce, readBounceText } from './bounce-text.ts'
import { decodeCharset } from './charset.ts'
import type { Body } from './chunks.ts'
import { type Result, readDeliveryStatus } from './delivery-status.ts'
import { Header } from './header.ts'
import { htmlToText } from './html-text.ts'
import { type Part, readParts } from './parts.ts'

export type Report =
  | { readonly kind: 'delivery'; readonly results: readonly Result[] } // RFC 3464, or what resembles it
  | ({ readonly kind: 'complaint' } & Complaint) // RFC 5965
  | { readonly kind: 'none' }

/** Somebody's provider says that they called a mail of ours spam. */
export interface Complaint {
  readonly type: string // abuse, fraud, opt-out, not-spam…
  readonly mailFrom: string // the return path it had, as told
  readonly recipients: readonly string[] // as told
  readonly original: Header
}

const MAX_PARTS = 20
const MAX_PART_BYTES = 65_536

/** Reads a report; `body` is destroyed at the end. A receipt, an absence and a mail by a human are none. */
export async function readReport(header: Header, body: Body): Promise<Report> {
  let text = ''
  let results: Result[] | undefined
  let feedback: Header | undefined
  let original = Header.empty
  let seen = 0
  for await (const part of readParts(header, body, () => {})) {
    if (++seen > MAX_PARTS) break
    if (part.type === 'message/disposition-notification') return { kind: 'none' }
    const isOriginal = part.type === 'message/rfc822' || part.type === 'text/rfc822-headers'
    const bytes = await start(part)
    if (part.type === 'message/delivery-status' || part.type === 'message/global-delivery-status')
      results ??= readDeliveryStatus(bytes)
    else if (part.type === 'message/feedback-report') feedback ??= fieldsOf(bytes)
    else if (isOriginal) original = fieldsOf(bytes)
    else if (text === '' && part.type.startsWith('text/')) text = textOf(part, bytes)
    if (isOriginal) break // the last part of a report, and the one that may be large
  }
  if (feedback !== undefined) return { kind: 'complaint', ...complaintOf(feedback, original) }
  if (results !== undefined && results.length > 0)
    return { kind: 'delivery', results: results.map((one) => withWords(one, header, text)) }
  return isBounce(header) ? { kind: 'delivery', results: [readBounceText(header, text)] } : { kind: 'none' }
}

/** Where the fields say only that it failed, the words for humans may say why. */
function withWords(result: Result, header: Header, text: string): Result {
  if (result.diagnostic !== '' || !/^(?:|5\.0\.0)$/.test(result.status)) return result
  return { ...result, diagnostic: readBounceText(header, text).diagnostic }
}

async function start(part: Part): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of part.content) {
    if (size < MAX_PART_BYTES) chunks.push(chunk)
    size += chunk.length
    if (size >= MAX_PART_BYTES && part.type === 'message/rfc822') break
  }
  return Buffer.concat(chunks).subarray(0, MAX_PART_BYTES)
}

function textOf(part: Part, bytes: Buffer): string {
  const { text } = decodeCharset(bytes, part.charset)
  return part.type === 'text/html' ? htmlToText(text) : text
}

const fieldsOf = (bytes: Buffer) => Header.parse(bytes).header

function complaintOf(feedback: Header, original: Header): Complaint {
  return {
    type: (feedback.first('Feedback-Type') ?? '').trim().toLowerCase(),
    mailFrom: (feedback.first('Original-Mail-From') ?? '').replace(/[<>\s]/g, ''),
    recipients: feedback.all('Original-Rcpt-To').map((one) => one.replace(/[<>\s]/g, '')),
    original,
  }
}
