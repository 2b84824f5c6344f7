// Mail that is kept instead of sent, to be looked at. Owner of the table outbox.
import { Readable } from 'node:stream'
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import { crlfStream } from './crlf.ts'

/** One mail as it would have left, without its body's bytes. */
export interface OutboxRow {
  readonly id: number
  readonly mailFrom: string
  readonly recipients: readonly string[]
  readonly subject: string
  readonly createdAt: Date
}

/** A mail to be kept: `head` is the whole mail when there is no body. */
export interface Kept {
  readonly mailFrom: string
  readonly recipients: readonly string[]
  readonly subject: string
  readonly head: Buffer
  readonly body: Buffer | null // blob hash
  readonly bodyOffset: number
  readonly deliveryId: number | null // of the first recipient
  readonly noticeId: number | null
}

/** Keeps mails, in one statement; the same delivery or notice twice is kept once. */
export async function keepInOutbox(tx: DbOrTx, mails: readonly Kept[]): Promise<void> {
  if (mails.length === 0) return
  await tx.raw(
    `insert into outbox (mail_from, recipients, subject, head, body, body_offset, delivery_id, notice_id)
     select u.mail_from, string_to_array(u.recipients, chr(10)), u.subject, u.head, u.body, u.body_offset,
            u.delivery_id, u.notice_id
       from unnest(?::text[], ?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bigint[], ?::bigint[], ?::bigint[])
            u (mail_from, recipients, subject, head, body, body_offset, delivery_id, notice_id)
     on conflict do nothing`,
    [
      mails.map((one) => one.mailFrom),
      mails.map((one) => one.recipients.join('\n')),
      mails.map((one) => one.subject.replaceAll('\0', '')),
      mails.map((one) => one.head),
      mails.map((one) => one.body),
      mails.map((one) => one.bodyOffset),
      mails.map((one) => one.deliveryId),
      mails.map((one) => one.noticeId),
    ] as never,
  )
}

const COLUMNS = 'id, mail_from as "mailFrom", recipients, subject, created_at as "createdAt"'

/** The newest kept mails, before the given id; `search` is a part of the subject or of a recipient. */
export async function listOutbox(
  db: DbOrTx,
  page: { readonly limit: number; readonly before?: number; readonly search?: string },
): Promise<OutboxRow[]> {
  const { rows } = await db.raw<{ rows: OutboxRow[] }>(
    `select ${COLUMNS} from outbox
      where (?::bigint is null or id < ?)
        and (?::text is null or strpos(lower(subject || ' ' || array_to_string(recipients, ' ')), lower(?)) > 0)
      order by id desc limit ?`,
    [page.before ?? null, page.before ?? null, page.search ?? null, page.search ?? null, page.limit] as never,
  )
  return rows
}

/** One kept mail with its bytes as they would have left (CRLF); undefined when there is none. */
export async function outboxMail(
  db: DbOrTx,
  blobs: Blobs,
  id: number,
): Promise<(OutboxRow & { readonly stream: Readable }) | undefined> {
  const { rows } = await db.raw<{ rows: (OutboxRow & Omit<Kept, keyof OutboxRow>)[] }>(
    `select ${COLUMNS}, head, body, body_offset as "bodyOffset" from outbox where id = ?`,
    [id],
  )
  const [row] = rows
  if (!row) return undefined
  const { head, body, bodyOffset, mailFrom, recipients, subject, createdAt } = row
  const rest = body ? await blobs.open(db, body, { start: bodyOffset }) : undefined
  const stream = Readable.from(joined(head, rest), { objectMode: false }).pipe(crlfStream())
  stream.on('close', () => rest?.destroy())
  return { id, mailFrom, recipients, subject, createdAt, stream }
}

async function* joined(head: Buffer, rest: Readable | undefined): AsyncGenerator<Buffer> {
  yield head
  if (rest) yield* rest as AsyncIterable<Buffer>
}

/** Throws all kept mails away, or those kept before a moment; how many. */
export async function clearOutbox(db: DbOrTx, before?: Date): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'delete from outbox where ?::timestamptz is null or created_at < ?',
    [before ?? null, before ?? null] as never,
  )
  return rowCount
}

/** How many mails are kept. */
export async function countOutbox(db: DbOrTx): Promise<number> {
  const { rows } = await db.raw<{ rows: { count: number }[] }>('select count(*) as count from outbox')
  return rows[0]?.count ?? 0
}
