// winmail.dat: what Outlook makes of a mail when it believes that the others have Outlook.

import type { FileToRead, NoText } from '../extract.ts'
import type { Transcript } from '../transcript.ts'
import { decompressRtf } from './compressed-rtf.ts'
import { readHtml } from './html.ts'
import type { Property } from './mapi-properties.ts'
import { readRtf } from './rtf.ts'
import { decodeCodePage } from './rtf-codepages.ts'
import { openTnef, type TnefAttachment, type TnefMail } from './tnef-mail.ts'

// Properties by their ids (MS-OXPROPS).
const SUBJECT = 0x0037
const BODY = 0x1000
const RTF_COMPRESSED = 0x1009
const HTML = 0x1013
const ATTACHED = 0x3701
const LONG_NAME = 0x3707
const TYPE = 0x370e
const BEFORE_EMBEDDED = 16 // bytes: which interface a mail inside a mail has

/** Takes down subject and text of the mail inside, and sets its attachments apart. */
export function readTnef({ bytes }: FileToRead, into: Transcript): NoText | undefined {
  const mail = openTnef(bytes)
  into.add(`${string(mail.properties?.get(SUBJECT), mail) || text(mail.subject, mail)}\n\n`)
  readBody(mail, into)
  for (const [n, attachment] of mail.attachments.entries()) {
    const file = fileOf(attachment, n + 1, mail)
    if (file.bytes.length > 0) into.enclose(file)
  }
  return undefined
}

// The same text in up to four forms: the plainest is read.
function readBody(mail: TnefMail, into: Transcript): void {
  const plain = string(mail.properties?.get(BODY), mail) || text(mail.body, mail)
  const html = mail.properties?.get(HTML)?.bytes
  const rtf = mail.properties?.get(RTF_COMPRESSED)?.bytes
  if (plain.trim() !== '') into.add(plain)
  else if (html !== undefined) readHtml({ name: '', type: 'text/html', bytes: html }, into)
  else if (rtf !== undefined) readRtf({ name: '', type: 'text/rtf', bytes: decompressRtf(rtf) }, into)
}

function fileOf({ title, data, properties }: TnefAttachment, n: number, mail: TnefMail): FileToRead {
  const attached = properties?.get(ATTACHED)
  const bytes = data ?? attached?.bytes.subarray(attached.isObject ? BEFORE_EMBEDDED : 0) ?? Buffer.alloc(0)
  return {
    name: string(properties?.get(LONG_NAME), mail) || text(title, mail) || `${n}`,
    type: string(properties?.get(TYPE), mail).toLowerCase() || 'application/octet-stream',
    bytes,
  }
}

function string(property: Property | undefined, mail: TnefMail): string {
  if (!property?.isWide) return text(property?.bytes, mail)
  return property.bytes.toString('utf16le').replaceAll('\0', '')
}

function text(bytes: Buffer | undefined, { codePage }: TnefMail): string {
  return decodeCodePage(bytes ?? Buffer.alloc(0), codePage).replaceAll('\0', '')
}
