// What stands in a winmail.dat: the properties of one mail, and of each of its attachments (MS-OXTNEF §2.1.3).

import { mapiProperties, type Properties } from './mapi-properties.ts'
import { tnefAttributes } from './tnef-attributes.ts'

const SUBJECT = 0x00018004
const BODY = 0x0002800c
const OEM_CODE_PAGE = 0x00069007
const MESSAGE_PROPERTIES = 0x00069003
const ATTACHMENT_BEGINS = 0x00069002
const ATTACHMENT_TITLE = 0x00018010
const ATTACHMENT_DATA = 0x0006800f
const ATTACHMENT_PROPERTIES = 0x00069005
const WESTERN = 1252

/** A file in it; what Outlook says of it twice stands in `properties` too. */
export interface TnefAttachment {
  title?: Buffer
  data?: Buffer
  properties?: Properties
}

/** The mail in it; strings without their own code page are in `codePage`. */
export interface TnefMail {
  codePage: number
  subject?: Buffer
  body?: Buffer
  properties?: Properties
  readonly attachments: TnefAttachment[]
}

/** Opens a winmail.dat, as far as it is whole. */
export function openTnef(bytes: Buffer): TnefMail {
  const mail: TnefMail = { codePage: WESTERN, attachments: [] }
  for (const { id, content } of tnefAttributes(bytes)) {
    const attachment = mail.attachments.at(-1)
    if (id === OEM_CODE_PAGE && content.length >= 4) mail.codePage = content.readUInt32LE(0)
    if (id === SUBJECT) mail.subject = content
    if (id === BODY) mail.body = content
    if (id === MESSAGE_PROPERTIES) mail.properties = mapiProperties(content)
    if (id === ATTACHMENT_BEGINS) mail.attachments.push({})
    if (attachment === undefined) continue
    if (id === ATTACHMENT_TITLE) attachment.title = content
    if (id === ATTACHMENT_DATA) attachment.data = content
    if (id === ATTACHMENT_PROPERTIES) attachment.properties = mapiProperties(content)
  }
  return mail
}
