// The least of an archive that a search needs: lists, and messages shown in them.
import { createHash } from 'node:crypto'
import { urlHash } from '#mta/message/identity.ts'
import { index } from '#search/postgres.ts'
import type { Db } from '#store/database.ts'

let number = 0

/** A space with one list; its id. */
export async function makeList(db: Db, address: string): Promise<number> {
  const slug = `s${++number}`
  const [space] = await db('spaces').insert({ slug, name: slug }, ['id'])
  const [list] = await db('lists').insert(
    { space_id: space.id, address, list_id: address.replace('@', '.'), title: slug },
    ['id'],
  )
  return list.id
}

/** Files a message in lists and indexes it in the same transaction; its id. */
export async function fileMessage(
  db: Db,
  lists: readonly number[],
  mail: { subject?: string; text?: string; fromName?: string; fromAddress?: string; datedAt?: Date },
): Promise<number> {
  const messageId = `m${++number}@test`
  const {
    subject = '',
    text = '',
    fromName = '',
    fromAddress = 'anne@asso.example',
    datedAt = new Date(),
  } = mail
  return db.transaction(async (tx) => {
    const blob = createHash('sha256').update(messageId).digest()
    await tx('blobs').insert({ hash: blob, size: 0, stored_size: 0, place: 'file' })
    const [message] = await tx('messages').insert(
      {
        message_id: messageId,
        fingerprint: blob,
        hash: urlHash(messageId),
        raw: blob,
        size: 0,
        dated_at: datedAt,
        subject: subject.replaceAll('\0', ''),
        from_name: fromName,
        from_address: fromAddress,
      },
      ['id'],
    )
    for (const list of lists) {
      const [thread] = await tx('threads').insert(
        {
          list_id: list,
          hash: messageId,
          base_subject: '',
          subject: '',
          first_at: datedAt,
          last_at: datedAt,
        },
        ['id'],
      )
      await tx('postings').insert({
        message_id: message.id,
        list_id: list,
        thread_id: thread.id,
        dated_at: datedAt,
      })
    }
    await index(tx, { messageId: message.id, datedAt, subject, text, fromName, fromAddress })
    return message.id
  })
}
