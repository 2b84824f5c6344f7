// An archive in a database of its own, and a stand-in for Meilisearch beside it.
import { createHash } from 'node:crypto'
import { urlHash } from '#mta/message/identity.ts'
import type { Entry } from '#search/entry.ts'
import { documentsIn, shapeOf } from '#search/meilisearch/document.ts'
import { type Follower, type FollowOptions, follow } from '#search/meilisearch/follow.ts'
import { beginMirror } from '#search/meilisearch/mirror.ts'
import type { Rebuilding } from '#search/meilisearch/rebuild.ts'
import { openServer } from '#search/meilisearch/server.ts'
import { tell } from '#search/meilisearch/told.ts'
import { noteUpdates } from '#search/meilisearch/updates.ts'
import type { Db } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'
import { StandIn } from './stand-in/server.ts'

export const INDEX = 'relais_test'
export const TIME_ZONE = 'Europe/Paris'

export interface Mirrored {
  readonly database: TestDatabase
  readonly db: Db
  readonly standIn: StandIn
  readonly rebuilding: Rebuilding
  makeList(address: string): Promise<number>
  /** Files a message, noted for the mirror in the same transaction; its id. */
  file(lists: readonly number[], text: string): Promise<number>
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
  const texts = new Map<number, string>()
  let number = 0
  const entries = async (
    reader: Parameters<Rebuilding['entries']>[0],
    ids: readonly number[],
  ): Promise<Entry[]> => {
    const { rows } = await reader.raw<{ rows: { id: number; dated_at: Date; lists: number[] }[] }>(
      `select m.id, m.dated_at, array_agg(p.list_id::int order by p.list_id) as lists
         from messages m join postings p on p.message_id = m.id and p.state = 'shown'
        where m.id = any(?::bigint[]) group by m.id order by m.id`,
      [[...ids]],
    )
    return rows.map(({ id, dated_at, lists }) => ({
      messageId: id,
      datedAt: dated_at,
      lists,
      subject: `Sujet ${id}`,
      from: { name: 'Anne', address: 'anne@asso.example' },
      recipients: [],
      text: texts.get(id) ?? '',
      files: [],
    }))
  }
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
  const followers: Follower[] = []
  return {
    database,
    db,
    standIn,
    rebuilding,
    async makeList(address) {
      const slug = `s${++number}`
      const [space] = await db('spaces').insert({ slug, name: slug }, ['id'])
      const row = { space_id: space.id, address, list_id: address.replace('@', '.'), title: slug }
      const [list] = await db('lists').insert(row, ['id'])
      return list.id
    },
    async file(lists, text) {
      const messageId = `m${++number}@test`
      return await db.transaction(async (tx) => {
        const blob = createHash('sha256').update(messageId).digest()
        const datedAt = new Date(Date.UTC(2026, 0, 1, 0, number))
        await tx('blobs').insert({ hash: blob, size: 0, stored_size: 0, place: 'file' })
        const row = {
          message_id: messageId,
          fingerprint: blob,
          hash: urlHash(messageId),
          raw: blob,
          size: 0,
          dated_at: datedAt,
        }
        const [message] = await tx('messages').insert(row, ['id'])
        for (const list of lists) {
          const thread = {
            list_id: list,
            hash: messageId,
            base_subject: '',
            subject: '',
            first_at: datedAt,
            last_at: datedAt,
          }
          const [{ id }] = await tx('threads').insert(thread, ['id'])
          await tx('postings').insert({
            message_id: message.id,
            list_id: list,
            thread_id: id,
            dated_at: datedAt,
          })
        }
        texts.set(message.id, text)
        await noteUpdates(tx, [message.id])
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
