// What is to be found of archived messages, read back from the archive: for whoever makes an index anew.
import type { Blobs } from '#store/blobs.ts'
import type { DbOrTx } from '#store/database.ts'
import { type Recipient, recipientOf, type ShortRecipient } from './recipients.ts'
import { readTexts, type TextPlace } from './texts.ts'

/** A message's searchable parts; `files` in their order, with the text that was read in them. */
export interface Searchable {
  readonly messageId: number
  readonly datedAt: Date
  readonly lists: readonly number[]
  readonly subject: string
  readonly from: { readonly name: string; readonly address: string }
  readonly recipients: readonly Recipient[]
  readonly text: string
  readonly files: readonly { readonly name: string; readonly type: string; readonly text?: string }[]
}

type Row = Omit<Searchable, 'from' | 'recipients' | 'text' | 'files'> &
  TextPlace & {
    readonly fromName: string
    readonly recipients: readonly ShortRecipient[]
    readonly fromAddress: string
    readonly files: readonly {
      readonly name: string
      readonly type: string
      readonly extracted: string | null
    }[]
  }

/**
 * These messages as they are shown in lists, in the order of their numbers; those that no list shows are left out.
 * `hidden` ones too: with all lists that they were posted to, as an index knows them that can show them again.
 */
export async function searchables(
  db: DbOrTx,
  blobs: Blobs,
  messageIds: readonly number[],
  which: 'shown' | 'hidden too' = 'shown',
): Promise<Searchable[]> {
  const states = which === 'shown' ? `and state = 'shown'` : ''
  const { rows } = await db.raw<{ rows: Row[] }>(
    `select m.id as "messageId", m.dated_at as "datedAt", p.lists, m.subject, m.from_name as "fromName",
            m.from_address as "fromAddress", m.recipients, m.raw, m.text, coalesce(f.files, '[]') as files
       from messages m
       join lateral (select json_agg(list_id order by posted_at, list_id) as lists from postings
                      where message_id = m.id ${states}) p on p.lists is not null
       left join lateral (
         select json_agg(json_build_object('name', name, 'type', type, 'extracted', encode(extracted, 'hex')) order by n) as files
           from attachments where message_id = m.id) f on true
      where m.id = any(?::bigint[]) order by m.id`,
    [[...messageIds]],
  )
  const texts = await readTexts(db, blobs, rows)
  const ofFiles = await blobs.readMany(
    db,
    rows.flatMap(({ files }) =>
      files.flatMap(({ extracted }) => (extracted === null ? [] : [Buffer.from(extracted, 'hex')])),
    ),
  )
  return rows.map(({ fromName, fromAddress, recipients, raw: _, files, ...row }, at) => ({
    ...row,
    from: { name: fromName, address: fromAddress },
    recipients: recipients.map(recipientOf),
    text: texts[at]!,
    files: files.map(({ name, type, extracted }) => ({
      name,
      type,
      ...(extracted !== null && { text: ofFiles.get(extracted)!.toString('utf8') }),
    })),
  }))
}

/** Numbers of the first messages after one, for whoever walks through the whole archive. */
export async function messagesAfter(db: DbOrTx, id: number, limit: number): Promise<number[]> {
  return await db('messages').where('id', '>', id).orderBy('id').limit(limit).pluck('id')
}

/** How many messages come after one, and the number of the last of them. */
export async function messagesLeft(
  db: DbOrTx,
  after: number,
): Promise<{ readonly messages: number; readonly last: number }> {
  const { rows } = await db.raw<{ rows: { messages: number; last: number }[] }>(
    'select count(*) as messages, coalesce(max(id), 0) as last from messages where id > ?',
    [after],
  )
  return rows[0] ?? { messages: 0, last: 0 }
}

/** The Message-IDs of messages by their numbers, without brackets; of those that there are. */
export async function messageIdsOf(db: DbOrTx, ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const rows: { id: number; name: string }[] = await db('messages')
    .whereIn('id', [...ids])
    .select('id', 'message_id as name')
  return new Map(rows.map(({ id, name }) => [id, name]))
}
