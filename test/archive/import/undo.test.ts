import { afterAll, beforeAll, expect, test } from 'vitest'
import { messagesById } from '#archive/by-message-id.ts'
import { pastImport, pastImports } from '#archive/import/past.ts'
import { previewUndo, undoImport } from '#archive/import/undo.ts'
import type { Forget } from '#archive/take-back.ts'
import { archiveContent } from '#test/support/archive-content.ts'
import { bring, type ImportWorld, importWorld } from './import-world.ts'
import { mboxOf } from './mail-of-years.ts'
import { fileOf } from './sources.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

const contentOf = (address: string) => archiveContent(world.db, world.blobs, address)
const nothingLeft = { postings: [], threads: [], messages: [], attachments: [], broken: [] }
const unwatched = { progress: () => undefined, signal: new AbortController().signal }

async function undo(id: number, watch = unwatched) {
  const forgotten: number[] = []
  const forget: Forget = async (_, ids) => void forgotten.push(...ids)
  const past = (await pastImport(world.db, id))!
  const preview = await previewUndo(world.db, past)
  const taken = await undoImport({ db: world.db, forget }, past, watch)
  return { preview, taken, forgotten }
}

/** A mail of a list, answering another. */
function answer(n: string, to: string): string {
  return `From p@asso.example Sun Jan  1 00:00:00 2012\nFrom: a@asso.example\nMessage-ID: <${n}>\nIn-Reply-To: <${to}>\nDate: Mon, 2 Mar 2015 10:00:00 +0000\nSubject: Re: Sortie\n\nx\n\n`
}

test('an import taken back leaves an empty list empty: no messages, threads or attachments', async () => {
  const list = await world.list('empty')
  const { id } = await bring(world, list, 'mbox', await fileOf(mboxOf(700)))
  const { preview, taken, forgotten } = await undo(id)
  expect(preview).toMatchObject({ postings: 700, messages: 700, kept: 0 })
  expect(preview.last!.getTime()).toBeGreaterThan(preview.first!.getTime())
  expect(taken).toMatchObject({ postings: 700, messages: 700 })
  expect(new Set(forgotten).size).toBe(700)
  expect(await contentOf(list.address)).toEqual(nothingLeft)
  const { rows } = await world.db.raw(
    'select (select count(*) from attachments) + (select count(*) from threads) as n',
  )
  expect(rows).toEqual([{ n: 0 }])
})

test('what was there before, and what another import brought, stays as it was', async () => {
  const list = await world.list('before')
  await bring(world, list, 'mbox', await fileOf(mboxOf(30, 3_000)))
  const before = await contentOf(list.address)
  const { id } = await bring(world, list, 'mbox', await fileOf(mboxOf(60, 3_015)))
  const { taken } = await undo(id)
  expect(taken.postings).toBe(45)
  expect(await contentOf(list.address)).toEqual(before)
})

test('a mail that another list has too leaves this list only', async () => {
  const [here, there] = [await world.list('here'), await world.list('there')]
  const path = await fileOf(mboxOf(9, 6_000))
  await bring(world, there, 'mbox', path)
  const kept = await contentOf(there.address)
  const { id } = await bring(world, here, 'mbox', path)
  const { taken, forgotten } = await undo(id)
  expect(taken).toMatchObject({ postings: 9, messages: 0 })
  expect(forgotten).toEqual([])
  expect(await contentOf(here.address)).toMatchObject({ postings: [], threads: [] })
  expect(await contentOf(there.address)).toEqual(kept)
})

test('answers that came otherwise hang under what their lost parents answered; the thread counts again', async () => {
  const list = await world.list('answers')
  await bring(world, list, 'mbox', await fileOf(answer('root@t', 'older@t')))
  const middle = answer('b@t', 'root@t') + answer('c@t', 'b@t')
  const { id } = await bring(world, list, 'mbox', await fileOf(middle))
  await bring(world, list, 'mbox', await fileOf(answer('leaf@t', 'c@t')))
  await undo(id)
  const { postings, threads } = await contentOf(list.address)
  const hash = async (name: string) => (await messagesById(world.db, name))[0]!.hash
  const [root, leaf] = [await hash('root@t'), await hash('leaf@t')]
  expect(postings.map(({ hash, parent }: { hash: string; parent: string | null }) => [hash, parent])).toEqual(
    [
      [leaf, root],
      [root, null],
    ].toSorted((a, b) => (a[0]! < b[0]! ? -1 : 1)),
  )
  expect(threads).toMatchObject([{ hash: root, messages: 2 }])
})

test('a mail that was sent to the list since stays', async () => {
  const list = await world.list('sent')
  const { id } = await bring(world, list, 'mbox', await fileOf(mboxOf(3, 12_000)))
  await world.db.raw(
    `insert into copies (message_id, list_id, header, body, size, sending)
     select id, ?, '', raw, size, 'personal' from messages where message_id = 'n12001@asso.example'`,
    [list.id],
  )
  const { preview, taken } = await undo(id)
  expect(preview).toMatchObject({ postings: 2, kept: 1 })
  expect(taken).toMatchObject({ postings: 2, messages: 2 })
  expect((await contentOf(list.address)).postings).toHaveLength(1)
  await world.db('copies').delete()
})

test('an import that was taken back is not gone on with: the same source comes in anew', async () => {
  const list = await world.list('again')
  const path = await fileOf(mboxOf(500, 15_000))
  const stop = new AbortController()
  const watch = { progress: () => stop.abort(), leftover: () => undefined, signal: stop.signal }
  const first = await bring(world, list, 'mbox', path, watch)
  await undo(first.id)
  const again = await bring(world, list, 'mbox', path)
  expect(again).toMatchObject({ added: 500, known: 0 })
  expect(again.id).not.toBe(first.id)
  expect((await pastImports(world.db, list.id)).map(({ id, undoneAt }) => [id, undoneAt !== null])).toEqual([
    [again.id, false],
    [first.id, true],
  ])
})

test('taking back can be stopped, and goes on the next time', async () => {
  const list = await world.list('stopped')
  const { id } = await bring(world, list, 'mbox', await fileOf(mboxOf(1_100, 30_000)))
  const stop = new AbortController()
  const { taken } = await undo(id, { progress: () => void stop.abort(), signal: stop.signal })
  expect(taken.postings).toBeLessThan(1_100)
  const rest = await undo(id)
  expect(rest.taken.postings).toBe(1_100 - taken.postings)
  expect(await contentOf(list.address)).toEqual(nothingLeft)
})
