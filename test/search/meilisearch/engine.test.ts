// The common suite on Meilisearch: a real one where MEILI_URL is set (http://host:port, MEILI_KEY if it has a key), and
// always the stand-in, which checks what is asked by the documented grammar.
import { afterAll, describe } from 'vitest'
import type { Entry } from '#search/entry.ts'
import { documentsIn, shapeOf } from '#search/meilisearch/document.ts'
import { beginMirror } from '#search/meilisearch/mirror.ts'
import { rebuild } from '#search/meilisearch/rebuild.ts'
import { openServer } from '#search/meilisearch/server.ts'
import { tell } from '#search/meilisearch/told.ts'
import { openMeilisearch } from '#search/meilisearch.ts'
import { openPostgresSearch } from '#search/postgres/engine.ts'
import type { Db } from '#store/database.ts'
import { testDatabase } from '#test/support/database.ts'
import { Archive } from '../archive-rows.ts'
import { type EngineUnderTest, engineSuite } from '../engine-suite.ts'
import { StandIn } from './stand-in/server.ts'

const TIME_ZONE = 'Europe/Paris'
const { MEILI_URL: meiliUrl, MEILI_KEY: key } = process.env

async function open(url: string, closing: (() => Promise<unknown>)[]): Promise<EngineUnderTest> {
  const database = await testDatabase()
  closing.unshift(() => database.close())
  const { db, pool } = database
  const archive = new Archive(db)
  // What was indexed last is what the archive has.
  const indexed = new Map<number, Entry>()
  const server = openServer({ url, ...(key && { key }) })
  const index = `relais_suite_${Date.now().toString(36)}`
  closing.unshift(() => server.telling.deleteIndex(index).waitTask())
  const rebuilding = {
    db,
    database,
    server,
    index,
    shape: shapeOf(TIME_ZONE),
    documentOf: documentsIn(TIME_ZONE),
    entries: async (reader: Db, ids: readonly number[]) => {
      const { rows } = await reader.raw<{ rows: { id: number; lists: number[] }[] }>(
        `select message_id as id, array_agg(list_id::int order by posted_at, list_id) as lists from postings
          where state = 'shown' and message_id = any(?::bigint[]) group by 1 order by 1`,
        [[...ids]],
      )
      return rows.map(({ id, lists }) => ({ ...(indexed.get(id) ?? archive.entry(id)), lists }))
    },
    messagesAfter: async (reader: Db, id: number, limit: number) =>
      await reader('messages').where('id', '>', id).orderBy('id').limit(limit).pluck('id'),
    signal: new AbortController().signal,
  }
  await beginMirror(db, rebuilding.shape)
  await rebuild(rebuilding)
  const postgres = openPostgresSearch({ db, pool, texts: archive })
  const engine = openMeilisearch({ ...rebuilding, timeZone: TIME_ZONE, beside: postgres, texts: archive })
  return {
    db,
    archive,
    engine: {
      ...engine,
      index: async (tx, entries) => {
        for (const entry of entries) indexed.set(entry.messageId, entry)
        await engine.index(tx, entries)
      },
    },
    settle: async () => {
      while ((await tell(rebuilding)) > 0);
    },
  }
}

describe('Meilisearch’s documentation, by a stand-in', () => {
  const closing: (() => Promise<unknown>)[] = []
  const standIn = new StandIn()
  engineSuite(async () => {
    closing.push(() => standIn.close())
    return await open(await standIn.open(), closing)
  })
  afterAll(async () => {
    for (const close of closing) await close()
  })
})

describe.skipIf(meiliUrl === undefined)(
  meiliUrl === undefined ? 'a real Meilisearch: skipped, MEILI_URL is not set' : `Meilisearch at ${meiliUrl}`,
  () => {
    const closing: (() => Promise<unknown>)[] = []
    engineSuite(async () => await open(meiliUrl ?? '', closing))
    afterAll(async () => {
      for (const close of closing) await close()
    })
  },
)
