// An archive in a database of its own, and a stand-in for Meilisearch beside it.
import { createHash } from 'node:crypto'
import { urlHash } from '#mta/message/identity.ts'
import type { SearchEngine, TextSource } from '#search/engine.ts'
import type { Entry } from '#search/entry.ts'
import { documentsIn, shapeOf } from '#search/meilisearch/document.ts'
import { type Follower, type FollowOptions, follow } from '#search/meilisearch/follow.ts'
import { beginMirror } from '#search/meilisearch/mirror.ts'
import type { Rebuilding } from '#search/meilisearch/rebuild.ts'
import { openServer } from '#search/meilisearch/server.ts'
import { tell } from '#search/meilisearch/told.ts'
import { openMeilisearch } from '#search/meilisearch.ts'
import { openPostgresSearch } from '#search/postgres/engine.ts'
import type { DistantEngine } from '#search/with-fallback.ts'
import type { Db } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { StandIn } from './stand-in/server.ts'

export const INDEX = 'relais_test'
export const TIME_ZONE = 'Europe/Paris'

export type Mail = Partial<Omit<Entry, 'messageId' | 'lists'>> & { readonly messageId?: string }

export interface Mirrored {
  readonly database: TestDatabase
  readonly db: Db
  readonly standIn: StandIn
  readonly url: string
  readonly texts: TextSource
  readonly rebuilding: Rebuilding
  makeList(address: string): Promise<number>
  /** Files a message and indexes it with both engines; its id. */
  file(lists: readonly number[], mail: string | Mail): Promise<number>
  /** PostgreSQL's own engine. */
  readonly postgres: SearchEngine
  readonly meilisearch: DistantEngine
  follow(options?: FollowOptions): Follower
  /** Tells until nothing is left to be told. */
  catchUp(): Promise<void>
  /** Ids of the index in use, in order. */
  indexed(): number[]
  close(): Promise<void>
}

export async function mirrored(): Promise<Mirrored> {
  const database = await testDatabase()
  const { db } = database
  const standIn = new StandIn()
  const url = await standIn.open()
  const filed = new Map<number, Entry>()
  let number = 0
  const entries = async (reader: Parameters<Rebuilding['entries']>[0], ids: readonly number[]) => {
    const { rows } = await reader.raw<{ rows: { id: number; lists: number[] }[] }>(
      `select m.id, array_agg(p.list_id::int order by p.list_id) as lists
         from messages m join postings p on p.message_id = m.id and p.state = 'shown'
        where m.id = any(?::bigint[]) group by m.id order by m.id`,
      [[...ids]],
    )
    return rows.flatMap(({ id, lists }) => {
      const entry = filed.get(id)
      return entry === undefined ? [] : [{ ...entry, lists }]
    })
  }
  const texts: TextSource = {
    texts: async (_, ids) => new Map(ids.map((id) => [id, filed.get(id)?.text ?? ''])),
    files: async (_, ids) =>
      new Map(
        ids.map((id) => [
          id,
          (filed.get(id)?.files ?? []).map((file, at) => ({ n: at + 1, size: 1, text: '', ...file })),
        ]),
      ),
  }
  const postgres = openPostgresSearch({ db, pool: database.pool, texts })
  const rebuilding: Rebuilding = {
    db,
    database,
    server: openServer({ url, askMs: 300, tellMs: 2_000 }),
    index: INDEX,
    entries,
    documentOf: documentsIn(TIME_ZONE),
    shape: shapeOf(TIME_ZONE),
    messagesAfter: async (reader, id, limit) =>
      await reader('messages').where('id', '>', id).orderBy('id').limit(limit).pluck('id'),
    signal: new AbortController().signal,
  }
  const meilisearch = openMeilisearch({ ...rebuilding, timeZone: TIME_ZONE, beside: postgres, texts })
  const followers: Follower[] = []
  return {
    database,
    db,
    standIn,
    url,
    texts,
    rebuilding,
    postgres,
    meilisearch,
    async makeList(address) {
      const slug = `s${++number}`
      const [space] = await db('spaces').insert({ slug, name: slug }, ['id'])
      const row = { space_id: space.id, address, list_id: address.replace('@', '.'), title: slug }
      const [list] = await db('lists').insert(row, ['id'])
      return list.id
    },
    async file(lists, given) {
      const mail: Mail = typeof given === 'string' ? { text: given } : given
      const messageId = mail.messageId ?? `m${++number}@test`
      return await db.transaction(async (tx) => {
        const blob = createHash('sha256').update(messageId).digest()
        const datedAt = mail.datedAt ?? new Date(Date.UTC(2026, 0, 1, 0, number))
        const { name, address } = mail.from ?? { name: 'Anne', address: 'anne@asso.example' }
        await tx('blobs').insert({ hash: blob, size: 0, stored_size: 0, place: 'file' })
        const [message] = await tx('messages').insert(
          {
            message_id: messageId,
            fingerprint: blob,
            hash: urlHash(messageId),
            raw: blob,
            size: 0,
            dated_at: datedAt,
            subject: mail.subject ?? '',
            from_name: name,
            from_address: address,
          },
          ['id'],
        )
        for (const list of lists) {
          const [{ id }] = await tx('threads').insert(
            {
              list_id: list,
              hash: urlHash(messageId),
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
            thread_id: id,
            dated_at: datedAt,
          })
        }
        for (const [at, { name: file, type }] of (mail.files ?? []).entries())
          await tx('attachments').insert({ message_id: message.id, n: at + 1, name: file, type, size: 0 })
        const entry: Entry = {
          subject: `Sujet ${message.id}`,
          recipients: [],
          text: '',
          files: [],
          ...mail,
          messageId: message.id,
          datedAt,
          lists,
          from: { name, address },
        }
        filed.set(message.id, entry)
        await meilisearch.index(tx, [entry])
        return message.id
      })
    },
    follow(options) {
      const follower = follow(rebuilding, openLog('silent'), { idleMs: 20, firstRetryMs: 20, ...options })
      followers.push(follower)
      return follower
    },
    async catchUp() {
      while ((await tell(rebuilding)) > 0);
    },
    indexed: () => [...(standIn.indexes.get(INDEX)?.documents.keys() ?? [])].toSorted((a, b) => a - b),
    close: async () => {
      await Promise.all(followers.map((follower) => follower.stop()))
      await standIn.close()
      await database.close()
    },
  }
}

/** There is a second engine from now on, whose index is not made yet. */
export const begin = async ({ db, rebuilding }: Mirrored): Promise<void> => beginMirror(db, rebuilding.shape)
