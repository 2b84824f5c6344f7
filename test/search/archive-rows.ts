// The least of an archive that a search needs: lists, and messages shown in them.
import { createHash } from 'node:crypto'
import { urlHash } from '#mta/message/identity.ts'
import type { SearchEngine, TextSource } from '#search/engine.ts'
import type { Entry } from '#search/entry.ts'
import type { Db } from '#store/database.ts'

let number = 0

export interface Mail {
  readonly subject?: string
  readonly text?: string
  readonly from?: Entry['from']
  readonly to?: Entry['recipients']
  readonly files?: Entry['files']
  readonly datedAt?: Date
  readonly messageId?: string
}

/** Lists and messages of one test file, and their texts. */
export class Archive implements TextSource {
  readonly #db: Db
  readonly #written = new Map<number, Entry>()

  constructor(db: Db) {
    this.#db = db
  }

  /** A list in a space; its id. */
  async list(address: string, title = '', space = 'Quai'): Promise<number> {
    const slug = space.toLowerCase()
    await this.#db('spaces').insert({ slug, name: space }).onConflict().ignore()
    const { id } = await this.#db('spaces').where({ slug }).first('id')
    const [list] = await this.#db('lists').insert(
      { space_id: id, address, list_id: address.replace('@', '.'), title: title || `Liste ${++number}` },
      ['id'],
    )
    await this.#db('list_addresses').insert({ address, list_id: list.id, intent: 'post' })
    return list.id
  }

  /** Files a message in lists and indexes it in the same transaction; its id. */
  async file(engine: Pick<SearchEngine, 'index'>, lists: readonly number[], mail: Mail): Promise<number> {
    const { from = { name: '', address: 'anne@asso.example' }, to = [], files = [] } = mail
    const { subject = '', text = '', datedAt = new Date(), messageId = `m${++number}@test` } = mail
    return await this.#db.transaction(async (tx) => {
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
          from_name: from.name,
          from_address: from.address,
        },
        ['id'],
      )
      for (const [n, { name, type }] of files.entries())
        await tx('attachments').insert({ message_id: message.id, n: n + 1, name, type, size: 1 })
      for (const list of lists) await this.post(tx, message.id, list, datedAt)
      const entry = { messageId: message.id, datedAt, lists, subject, text, from, recipients: to, files }
      this.#written.set(message.id, entry)
      await engine.index(tx, [entry])
      return message.id
    })
  }

  /** Shows a message in a list. */
  async post(db: Db, messageId: number, listId: number, datedAt = new Date()): Promise<void> {
    const thread = { list_id: listId, hash: urlHash(`${messageId}`), base_subject: '', subject: '' }
    const [{ id }] = await db('threads').insert({ ...thread, first_at: datedAt, last_at: datedAt }, ['id'])
    await db('postings').insert({
      message_id: messageId,
      list_id: listId,
      thread_id: id,
      dated_at: datedAt,
    })
  }

  entry(messageId: number): Entry {
    return this.#written.get(messageId)!
  }

  async texts(_db: unknown, ids: readonly number[]): Promise<Map<number, string>> {
    return new Map(ids.map((id) => [id, this.#written.get(id)?.text ?? '']))
  }

  async files(_db: unknown, ids: readonly number[]): ReturnType<TextSource['files']> {
    return new Map(
      ids.map((id) => [
        id,
        (this.#written.get(id)?.files ?? []).map((file, at) => ({ n: at + 1, size: 1, text: '', ...file })),
      ]),
    )
  }
}
