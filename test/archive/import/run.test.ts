import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messagesById, openRawById } from '#archive/by-message-id.ts'
import { previewImport } from '#archive/import/dry-run.ts'
import type { Source } from '#archive/import/found.ts'
import { pastImport } from '#archive/import/past.ts'
import { leftoversOf } from '#archive/import/record.ts'
import type { Watch } from '#archive/import/run.ts'
import { openSource } from '#archive/import/source.ts'
import { archiveContent } from '#test/support/archive-content.ts'
import { bring, bringFrom, type ImportWorld, importWorld, unwatched } from './import-world.ts'
import { mailNumbered, mboxOf } from './mail-of-years.ts'
import { fileOf, folderOf } from './sources.ts'

let world: ImportWorld
beforeAll(async () => {
  world = await importWorld()
})
afterAll(() => world.close())

const contentOf = (address: string) => archiveContent(world.db, world.blobs, address)
const counts = async () => {
  const { rows } = await world.db.raw(
    `select (select count(*) from deliveries) as deliveries, (select count(*) from notices) as notices,
            (select count(*) from outbox) as outbox, (select count(*) from copies) as copies`,
  )
  return rows[0]
}
/** Stops an import after so many groups. */
function stopping(afterGroups: number): Watch {
  const stop = new AbortController()
  let groups = 0
  return {
    ...unwatched,
    signal: stop.signal,
    progress: () => {
      if (++groups === afterGroups) stop.abort()
    },
  }
}

describe('a source of each kind', () => {
  const names = ['un', 'deux', 'trois']
  const files = Object.fromEntries(names.map((name, n) => [`${name}.eml`, mailNumbered(n)]))

  test.each(['mbox', 'maildir', 'eml', 'zip'] as const)(
    '%s: its mails stand in the list, in their threads',
    async (format) => {
      const list = await world.list(`kind-${format}`)
      const path = {
        mbox: () => fileOf(mboxOf(3)),
        eml: () => folderOf(files),
        maildir: async () => {
          const folder = await folderOf({ 'new/.keep': '', 'tmp/.keep': '' })
          await mkdir(join(folder, 'cur'))
          for (const [n, name] of names.entries())
            await writeFile(join(folder, 'cur', `13254${n}.${name}:2,S`), mailNumbered(n))
          return folder
        },
        zip: async () => {
          const folder = await folderOf(files)
          execFileSync('python3', ['-m', 'zipfile', '-c', 'all.zip', ...Object.keys(files)], { cwd: folder })
          return join(folder, 'all.zip')
        },
      }[format]
      const record = await bring(world, list, format, await path())
      expect(record).toMatchObject({ added: 3, known: 0, leftovers: 0 })
      const { postings, threads, messages } = await contentOf(list.address)
      expect(postings.map(({ state }: { state: string }) => state)).toEqual(['shown', 'shown', 'shown'])
      expect(threads).toMatchObject([{ subject: 'Sortie à vélo 0', messages: 3 }])
      expect(messages.map(({ from_name }: { from_name: string }) => from_name).toSorted()).toEqual([
        'Anne Martin',
        'José Álvarez',
        'Zoé Lefèvre',
      ])
    },
  )
})

test('the same source imported twice adds nothing, and the same mail from another kind of source neither', async () => {
  const list = await world.list('twice')
  const path = await fileOf(mboxOf(60))
  expect(await bring(world, list, 'mbox', path)).toMatchObject({ added: 60, known: 0 })
  const before = await contentOf(list.address)
  expect(await bring(world, list, 'mbox', path)).toMatchObject({ added: 0, known: 60 })
  const folder = await folderOf({ 'one.eml': Buffer.from(mailNumbered(7)) }) // with CRLF
  expect(await bring(world, list, 'eml', folder)).toMatchObject({ added: 0, known: 1 })
  expect(await contentOf(list.address)).toEqual(before)
})

test('a mail that another list has is shown here too, and stored once', async () => {
  const [one, other] = [await world.list('stored-one'), await world.list('stored-other')]
  const path = await fileOf(mboxOf(5, 9_000))
  await bring(world, one, 'mbox', path)
  expect(await bring(world, other, 'mbox', path)).toMatchObject({ added: 5 })
  const found = await messagesById(world.db, 'n9001@asso.example')
  expect(found.map(({ list }) => list)).toEqual([one.address, other.address])
  expect(new Set(found.map(({ id }) => id)).size).toBe(1)
})

test('an import stopped after any group goes on from there, and ends as one that was not stopped', async () => {
  const [whole, stopped] = [await world.list('whole'), await world.list('stopped')]
  const path = await fileOf(mboxOf(1_200, 20_000))
  expect(await bring(world, whole, 'mbox', path)).toMatchObject({ added: 1_200 })
  const first = await bring(world, stopped, 'mbox', path, stopping(1))
  expect(first.added).toBeGreaterThan(0)
  expect(first.added).toBeLessThan(1_200)
  expect((await pastImport(world.db, first.id))?.finishedAt).toBeNull()
  const second = await bring(world, stopped, 'mbox', path, stopping(2))
  expect(second).toMatchObject({ id: first.id, known: 0 })
  const last = await bring(world, stopped, 'mbox', path)
  expect(last).toMatchObject({ id: first.id, added: 1_200, known: 0 })
  expect((await pastImport(world.db, first.id))?.finishedAt).toBeInstanceOf(Date)
  expect(await contentOf(stopped.address)).toEqual(await contentOf(whole.address))
})

test('a mail without Date is dated by the one before it, also where an import was stopped between them', async () => {
  const list = await world.list('undated')
  const mail = (n: number, date: string) => `From: a@x.example\nMessage-ID: <${n}@undated>\n${date}\nx\n`
  const names = Array.from({ length: 501 }, (_, n) => [`${String(n).padStart(3, '0')}.eml`, n] as const)
  const date = (n: number) => (n === 250 ? '' : 'Date: Mon, 2 Mar 2015 10:00:00 +0100\n')
  const folder = await folderOf(Object.fromEntries(names.map(([name, n]) => [name, mail(n, date(n))])))
  expect(await bring(world, list, 'eml', folder, stopping(1))).toMatchObject({ added: 250 })
  expect(await bring(world, list, 'eml', folder)).toMatchObject({ added: 501 })
  expect((await messagesById(world.db, '250@undated'))[0]?.datedAt).toEqual(new Date('2015-03-02T09:00:00Z'))
})

test('two commands that run the same import: one is refused, and nothing is counted twice', async () => {
  const list = await world.list('race')
  const path = await fileOf(mboxOf(600, 40_000))
  await bring(world, list, 'mbox', path, stopping(1))
  const both = await Promise.allSettled([bring(world, list, 'mbox', path), bring(world, list, 'mbox', path)])
  const refused = both.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(1)
  expect(refused[0]).toMatchObject({ reason: { message: expect.stringContaining('by another command') } })
  const { postings } = await contentOf(list.address)
  expect(postings).toHaveLength(600)
})

test('what could not be taken is kept with file, byte and reason, over an interruption too', async () => {
  const list = await world.list('leftovers')
  const folder = await folderOf({
    'a.eml': mailNumbered(50_000),
    'b.eml': 'no header at all',
    'c.eml': mailNumbered(50_001),
    'd.eml': Buffer.from('PK\u0003\u0004 a zip inside', 'latin1'),
  })
  const told: string[] = []
  const watch: Watch = { ...unwatched, leftover: ({ place, why }) => told.push(`${place.file} ${why}`) }
  const record = await bring(world, list, 'eml', folder, watch)
  expect(record).toMatchObject({ added: 2, leftovers: 2 })
  expect(told).toEqual(['b.eml not-a-mail', 'd.eml archive-inside'])
  const kept: object[] = []
  for await (const one of leftoversOf(world.db, record.id)) kept.push(one)
  expect(kept).toEqual([
    { place: { file: 'b.eml', offset: 0 }, why: 'not-a-mail' },
    { place: { file: 'd.eml', offset: 0 }, why: 'archive-inside' },
  ])
})

test('a dry run says what would come and changes nothing', async () => {
  const list = await world.list('dry')
  const path = await fileOf(mboxOf(40, 60_000))
  await bring(world, list, 'mbox', await fileOf(mboxOf(10, 60_000)))
  const tables = async () =>
    (await world.db.raw(`select (select count(*) from messages) m, (select count(*) from imports) i`)).rows
  const before = await tables()
  const preview = await previewImport(
    world.db,
    { source: await openSource('mbox', path), listId: list.id },
    unwatched,
  )
  expect(preview).toMatchObject({ added: 30, known: 10, leftovers: 0 })
  expect(await tables()).toEqual(before)
})

test('the bytes of an imported mail come out as the source has them', async () => {
  const list = await world.list('bytes')
  const folder = await folderOf({ 'a.eml': Buffer.from(mailNumbered(70_001)) })
  await bring(world, list, 'eml', folder)
  const raw = await openRawById(world.db, world.blobs, 'n70001@asso.example')
  expect(Buffer.concat(await raw!.toArray()).toString()).toBe(mailNumbered(70_001))
})

test('a mail from the archive of a list has the name, the date and the state that it had there', async () => {
  const list = await world.list('posted')
  const mails = [
    {
      text: 'From: a@x.example\nDate: Mon, 2 Mar 2015 10:00:00 +0000\n\nx\n',
      name: 'cut@derived.invalid',
      state: 'hidden',
    },
    {
      text: 'From: a@x.example\nMessage-ID: <own@x.example>\n\ny\n',
      name: 'other@x.example',
      state: 'shown',
    },
    { text: 'From: a@x.example\n\nz\n', name: 'not <usable>', state: 'removed' },
  ] as const
  const datedAt = new Date('2001-02-03T04:05:06.789Z')
  const source: Source = {
    totalBytes: 3,
    async *mails() {
      for (const [n, { text, name, state }] of mails.entries())
        yield {
          bytes: Buffer.from(text),
          place: { file: `${n}`, offset: 0 },
          posted: { messageId: name, datedAt, state },
          cursor: { file: `${n}`, offset: 1 },
          readBytes: n + 1,
        }
    },
  }
  await bringFrom(world, list, source)
  const { messages, postings } = await contentOf(list.address)
  const names = messages.map(({ message_id: name }: { message_id: string }) => name)
  expect(names).toHaveLength(3)
  expect(names).toEqual(expect.arrayContaining(['cut@derived.invalid', 'own@x.example']))
  expect(names.every((name: string) => !name.includes('<'))).toBe(true)
  expect(postings.map(({ state }: { state: string }) => state).toSorted()).toEqual([
    'hidden',
    'removed',
    'shown',
  ])
  expect(new Set(postings.map(({ dated_at }: { dated_at: Date }) => dated_at.getTime()))).toEqual(
    new Set([datedAt.getTime()]),
  )
})

test('nothing is ever sent', async () => {
  expect(await counts()).toEqual({ deliveries: 0, notices: 0, outbox: 0, copies: 0 })
})
