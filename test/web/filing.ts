// Puts mails into the archive of a list, composed as programs compose them and filed as lists/ files them.
import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import { indexedArchive } from '#bin/ground.ts'
import type { List } from '#lists/lists.ts'
import { Header } from '#mta/message/header.ts'
import { fingerprint } from '#mta/message/identity.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { searchOn } from '#test/support/search.ts'

export interface Mail {
  readonly list: List
  readonly id: string
  /** Both empty: the mail has no From. */
  readonly from: readonly [name: string, address: string]
  readonly at: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  readonly parent?: string
  readonly to?: readonly { field: 'to' | 'cc'; name: string; address: string }[]
  readonly files?: readonly { name: string; type: string; bytes: Buffer }[]
  readonly defects?: readonly string[]
}

/** Files a mail; its hash. */
export async function fileMail(db: Db, blobs: Blobs, mail: Mail): Promise<string> {
  const bytes = await composed(mail)
  const { header, bodyOffset } = Header.parse(bytes)
  const body = createHash('sha256').update(bytes.subarray(bodyOffset)).digest()
  const archive = indexedArchive(db, blobs, searchOn(db, blobs))
  const staged = await blobs.stage(bytes)
  await db.transaction((tx) => blobs.keep(tx, [staged]))
  const prepared = await archive.prepare({ blob: staged.hash, size: bytes.length, bytes })
  const facts = {
    messageId: mail.id,
    fingerprint: fingerprint(header, body),
    receivedAt: new Date(mail.at),
    listIds: [mail.list.id],
  }
  const [filed] = await db.transaction((tx) => archive.file(tx, [{ prepared, facts }]))
  if (mail.defects) await db('messages').where({ id: filed!.id }).update({ defects: mail.defects })
  return filed!.hash
}

function composed(mail: Mail): Promise<Buffer> {
  const [name, address] = mail.from
  const people = mail.to ?? [{ field: 'to', name: mail.list.title, address: mail.list.address }]
  const of = (field: 'to' | 'cc') => people.filter((one) => one.field === field)
  return new MailComposer({
    ...(address !== '' && { from: { name, address } }),
    to: of('to'),
    cc: of('cc'),
    subject: mail.subject,
    messageId: `<${mail.id}>`,
    date: new Date(mail.at),
    ...(mail.parent !== undefined && { inReplyTo: `<${mail.parent}>`, references: `<${mail.parent}>` }),
    text: mail.text,
    ...(mail.html !== undefined && { html: mail.html }),
    attachments: (mail.files ?? []).map((file) => ({
      filename: file.name,
      contentType: file.type,
      content: file.bytes,
    })),
  })
    .compile()
    .build()
}
