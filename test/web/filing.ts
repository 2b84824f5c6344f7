// Puts messages into the archive's tables as filing does, without the mail.
import { createHash } from 'node:crypto'
import type { List } from '#lists/lists.ts'
import { urlHash } from '#mta/message/identity.ts'
import { index } from '#search/postgres.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db, Tx } from '#store/database.ts'

export interface Mail {
  readonly list: List
  readonly id: string
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

/** Puts a message into the archive as filing does. */
export async function fileMail(db: Db, blobs: Blobs, mail: Mail): Promise<string> {
  const hash = urlHash(mail.id)
  const raw = rawMail(mail)
  const staged = await Promise.all([raw, Buffer.from(mail.text)].map((bytes) => blobs.stage(bytes)))
  await db.transaction(async (tx) => {
    await blobs.keep(tx, staged)
    const [row] = await tx('messages')
      .insert({
        message_id: mail.id,
        fingerprint: createHash('sha256').update(raw).digest(),
        hash,
        raw: staged[0]!.hash,
        text: staged[1]!.hash,
        has_html: mail.html !== undefined,
        size: raw.length,
        dated_at: mail.at,
        subject: mail.subject,
        base_subject: mail.subject,
        from_name: mail.from[0],
        from_address: mail.from[1],
        recipients: JSON.stringify(
          mail.to ?? [{ field: 'to', name: mail.list.title, address: mail.list.address }],
        ),
        defects: mail.defects ?? [],
      })
      .returning(['id'])
    await post(tx, mail, { id: row.id, hash })
    for (const [i, file] of (mail.files ?? []).entries()) {
      await tx('attachments').insert({
        message_id: row.id,
        n: i + 1,
        name: file.name,
        type: file.type,
        size: file.bytes.length,
      })
    }
    await index(tx, {
      messageId: row.id,
      datedAt: new Date(mail.at),
      subject: mail.subject,
      text: mail.text,
      fromName: mail.from[0],
      fromAddress: mail.from[1],
    })
  })
  return hash
}

async function post(tx: Tx, mail: Mail, message: { id: number; hash: string }): Promise<void> {
  const parent =
    mail.parent === undefined
      ? undefined
      : await tx('postings')
          .join('messages', 'messages.id', 'postings.message_id')
          .where({ 'messages.message_id': mail.parent, 'postings.list_id': mail.list.id })
          .first('messages.id', 'postings.thread_id')
  const own = {
    list_id: mail.list.id,
    hash: message.hash,
    base_subject: mail.subject,
    subject: mail.subject,
    first_at: mail.at,
    last_at: mail.at,
  }
  const thread = parent ? parent.thread_id : (await tx('threads').insert(own).returning(['id']))[0].id
  await tx('threads').where({ id: thread }).update({ last_at: mail.at })
  await tx('postings').insert({
    message_id: message.id,
    list_id: mail.list.id,
    thread_id: thread,
    parent_id: parent?.id ?? null,
    dated_at: mail.at,
  })
}

/** The mail as its author's program would have written it: the text, the HTML, then the files. */
function rawMail(mail: Mail): Buffer {
  const head = `From: ${mail.from[1]}\r\nSubject: ${mail.subject}\r\nMessage-ID: <${mail.id}>\r\n`
  const part = (type: string, bytes: Buffer) =>
    `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\n\r\n${bytes.toString('base64')}\r\n`
  const whole = (subtype: string, boundary: string, parts: readonly string[]) =>
    `Content-Type: multipart/${subtype}; boundary=${boundary}\r\n\r\n${parts.map((one) => `--${boundary}\r\n${one}`).join('')}--${boundary}--\r\n`
  const text = part('text/plain; charset=utf-8', Buffer.from(mail.text))
  const said =
    mail.html === undefined
      ? text
      : whole('alternative', 'a', [text, part('text/html; charset=utf-8', Buffer.from(mail.html))])
  const files = (mail.files ?? []).map((file) => part(`${file.type}; name="${file.name}"`, file.bytes))
  return Buffer.from(head + whole('mixed', 'b', [said, ...files]))
}
