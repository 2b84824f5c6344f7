// What an archive holds, said without numbers that differ from one database to the next.
import { createHash } from 'node:crypto'
import { textsOf } from '#archive/texts.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'

/** Everything a list's archive is made of, in a stable order; bytes as their sums, read back. */
export async function archiveContent(db: Db, blobs: Blobs, address: string) {
  const rows = async (sql: string) => (await db.raw(sql, [address])).rows
  const postings = await rows(
    `select m.hash, t.hash as thread, parent.hash as parent, p.state, p.dated_at
       from postings p join lists l on l.id = p.list_id and l.address = ?
       join messages m on m.id = p.message_id join threads t on t.id = p.thread_id
       left join messages parent on parent.id = p.parent_id order by m.hash`,
  )
  const threads = await rows(
    `select t.hash, t.base_subject, t.subject, t.first_at, t.last_at, t.messages, other.hash as merged_into
       from threads t join lists l on l.id = t.list_id and l.address = ?
       left join threads other on other.id = t.merged_into order by t.hash`,
  )
  const messages = await rows(
    `select m.id, m.hash, m.message_id, m.fingerprint, m.raw, m.text, m.has_html, m.size, m.dated_at, m.subject,
            m.from_name, m.from_address, m.recipients, m.ref_keys, m.defects
       from messages m join postings p on p.message_id = m.id join lists l on l.id = p.list_id and l.address = ?
      order by m.hash`,
  )
  const attachments = await rows(
    `select m.hash, a.n, a.name, a.type, a.disposition, a.content_id, a.size, a.extracted, a.unread, a.pages
       from attachments a join messages m on m.id = a.message_id join postings p on p.message_id = m.id
       join lists l on l.id = p.list_id and l.address = ? order by m.hash, a.n`,
  )
  const named: Buffer[] = [
    ...messages.flatMap((m: { raw: Buffer; text: Buffer | null }) => [m.raw, ...(m.text ? [m.text] : [])]),
    ...attachments.flatMap((a: { extracted: Buffer | null }) => (a.extracted ? [a.extracted] : [])),
  ]
  const texts = await textsOf(
    db,
    blobs,
    messages.map(({ id }: { id: number }) => id),
  )
  return {
    postings,
    threads,
    messages: messages.map(({ id, ...message }: { id: number }) => ({ ...message, readable: texts.get(id) })),
    attachments,
    broken: await broken(db, blobs, named),
  }
}

/** Of these blobs, those whose bytes are not what they are named by. */
async function broken(db: Db, blobs: Blobs, hashes: readonly Buffer[]): Promise<string[]> {
  const wrong: string[] = []
  for (let at = 0; at < hashes.length; at += 500) {
    for (const [hash, bytes] of await blobs.readMany(db, hashes.slice(at, at + 500)))
      if (createHash('sha256').update(bytes).digest('hex') !== hash) wrong.push(hash)
  }
  return wrong
}
