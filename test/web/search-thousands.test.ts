// A result of more messages than are counted at once.
import { createHash } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { indexedArchive } from '#bin/ground.ts'
import type { Staged } from '#store/blobs.ts'
import { searchOn } from '#test/support/search.ts'
import { openTestWeb, type TestWeb } from './pages.ts'

const MESSAGES = 1_050
const FIRST = Date.UTC(2019, 0, 1)
const DAY_MS = 86_400_000

let web: TestWeb
beforeAll(async () => {
  web = await openTestWeb()
  await fileThousand()
}, 120_000)
afterAll(() => web.close())

/** One message every other day, all filed at once. */
async function fileThousand(): Promise<void> {
  const { db } = web.database
  const archive = indexedArchive(db, web.blobs, searchOn(db, web.blobs))
  const items: Parameters<typeof archive.file>[1][number][] = []
  const staged: Staged[] = []
  for (let n = 0; n < MESSAGES; n++) {
    const receivedAt = new Date(FIRST + 2 * n * DAY_MS)
    const id = `b${n}@velo15.example`
    const bytes = Buffer.from(
      `From: Anne Martin <anne@velo15.example>\r\nSubject: Bulletin ${n}\r\nMessage-ID: <${id}>\r\nDate: ${receivedAt.toUTCString()}\r\n\r\nLe bulletin du jour.\r\n`,
    )
    const blob = await web.blobs.stage(bytes)
    staged.push(blob)
    const prepared = await archive.prepare({ blob: blob.hash, size: bytes.length, bytes })
    const fingerprint = createHash('sha256').update(bytes).digest()
    items.push({
      prepared,
      facts: { messageId: id, fingerprint, receivedAt, listIds: [web.world.lists.annonces.id] },
    })
  }
  await db.transaction(async (tx) => {
    await web.blobs.keep(tx, staged)
    await archive.file(tx, items)
  })
}

const get = (url: string) => web.app.inject({ url })

test('the page says « plus de 1 000 », and all are counted after it', async () => {
  const { body } = await get('/search?q=bulletin')
  expect(body).toContain('data-later="/search/count?q&#x3D;bulletin">Plus de 1\u202f000\u00a0messages</span>')
  expect((await get('/search/count?q=bulletin')).body).toBe('1\u202f050\u00a0messages')
  expect((await get('/api/v1/search?q=bulletin&limit=1')).json().total).toBe(MESSAGES)
})

test('pages lead on past a thousand, to the last message', async () => {
  const last = await get('/search?q=bulletin&page=50')
  expect(last.body).toContain('rel="next" href="/search?q&#x3D;bulletin&amp;page&#x3D;51"')
  expect(last.body).toMatch(/>Page 50</)
  const beyond = await get('/search?q=bulletin&page=53')
  expect(beyond.body).toContain('>Bulletin 0<')
  expect(beyond.body).not.toContain('rel="next"')
  const nowhere = await get('/search?q=bulletin&page=54')
  expect(nowhere.body).toContain('Il n’y a rien sur cette page')
})

test('years are drawn where months would be too many', async () => {
  const { body } = await get('/search/overview?q=bulletin')
  expect(body).toContain('<title>2019\u202f: 183\u00a0messages</title>')
  expect(body).toContain('href="/search?q&#x3D;bulletin+date%3A2019"')
})

test('all of them can be taken away, each once, in order', async () => {
  const { rawPayload } = await get('/search/export?q=bulletin&format=csv')
  const files = unzipSync(rawPayload)
  const lines = strFromU8(files['messages.csv']!).trimEnd().split('\r\n').slice(1)
  expect(lines.map((line) => line.split(';')[3])).toEqual(
    Array.from({ length: MESSAGES }, (_, n) => `Bulletin ${n}`),
  )
})

test('a few at a time are taken away; who comes meanwhile is told to wait', async () => {
  const asked = await Promise.all(
    Array.from({ length: 4 }, () => get('/search/export?q=bulletin&format=csv')),
  )
  expect(asked.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 200, 429, 429])
  const told = asked.find(({ statusCode }) => statusCode === 429)!
  expect([told.headers['retry-after'], told.body]).toEqual([
    '60',
    expect.stringContaining('D’autres résultats sont en train d’être emportés'),
  ])
  expect((await get('/search/export?q=bulletin&format=csv')).statusCode).toBe(200)
})
