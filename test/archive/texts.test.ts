import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { searchables } from '#archive/searchable.ts'
import { openTexts, textsOf } from '#archive/texts.ts'
import { type ArchiveWorld, archiveWorld, mail } from './archive-world.ts'

let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
})
afterAll(() => world.close())

let number = 0
const withText = (text: string, fields: Record<string, string> = {}) =>
  mail(
    { 'Message-ID': `<${number++}@x>`, 'Content-Type': 'text/plain; charset=utf-8', ...fields },
    `${text}\r\n`,
  )
const bring = async (mails: readonly string[], listId = world.listId) => {
  const filed = await world.import(
    mails.map((text, minute) => ({ text, at: new Date(minute * 60_000), listIds: [listId] })),
  )
  return filed.map(({ id }) => id)
}
/** As pages read them, and as an index does. */
const read = async (ids: readonly number[]) => {
  const texts = await textsOf(world.db, world.blobs, ids)
  const found = await searchables(world.db, world.blobs, ids)
  const known = new Map(found.map(({ messageId, text }) => [messageId, text]))
  return ids.map((id) => ({ page: texts.get(id), index: known.get(id) }))
}
const same = (...texts: string[]) => texts.map((text) => ({ page: text, index: text }))
const blobsKept = async () => Number((await world.db('blobs').count('* as n'))[0]!.n)
const ownTexts = async (ids: readonly number[]) =>
  (
    await world
      .db('messages')
      .whereIn('id', [...ids])
      .whereNotNull('text')
  ).length

test('an imported mail is one blob, its readable text beside it', async () => {
  const before = await blobsKept()
  const ids = await bring([withText('Le vélo est réparé.'), withText(''), withText('À demain.')])
  expect(await blobsKept()).toBe(before + 3)
  expect(await read(ids)).toEqual(same('Le vélo est réparé.', '', 'À demain.'))
})

test('texts of live and of imported mails are read together', async () => {
  const [brought] = await bring([withText('importé')])
  const live = await world.post(withText('en direct'))
  expect(await read([live.id, brought!])).toEqual(same('en direct', 'importé'))
})

test('a mail that is cut before it is stored has its text beside what is stored', async () => {
  const ids = await bring([withText('sans le mot de passe', { Approved: 'secret' })])
  expect(await ownTexts(ids)).toBe(0)
  expect(await read(ids)).toEqual(same('sans le mot de passe'))
})

test('what is too large to stand beside, or has a mail that is, is a blob of its own', async () => {
  const long = 'é'.repeat(40_000) // 40 KB as written, 80 KB in UTF-8
  const accented = mail(
    { 'Message-ID': '<long@x>', 'Content-Type': 'text/plain; charset=iso-8859-1' },
    `${long}\r\n`,
  )
  const attached = randomBytes(80_000).toString('base64').replace(/.{76}/g, '$&\r\n')
  const heavy = mail(
    { 'Message-ID': '<heavy@x>', 'Content-Type': 'multipart/mixed; boundary=b' },
    `--b\r\n\r\nvoici\r\n--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n${attached}\r\n--b--\r\n`,
  )
  const filed = await world.import(
    [Buffer.from(accented, 'latin1'), Buffer.from(heavy)].map((bytes, minute) => ({
      bytes,
      at: new Date(minute),
      listIds: [world.listId],
    })),
  )
  const ids = filed.map(({ id }) => id)
  expect(await ownTexts(ids)).toBe(2)
  expect(await read(ids)).toEqual(same(long, 'voici'))
})

test('a mail that comes again, or in another list, keeps its text', async () => {
  const mails = [withText('une fois'), withText('deux fois')]
  const ids = await bring(mails)
  expect(await bring(mails)).toEqual(ids)
  expect(await bring([mails[1]!, withText('autre')], world.otherListId)).toContain(ids[1])
  expect(await read(ids)).toEqual(same('une fois', 'deux fois'))
  await world.blobs.sweep(world.db, new Date(Date.now() + 1000))
  expect(await read(ids)).toEqual(same('une fois', 'deux fois'))
})

test('a mail imported after it came live, and was taken away, has its text', async () => {
  const again = withText('revenu')
  const { id } = await world.post(again)
  await world.db('postings').where({ message_id: id }).delete()
  await world.db('messages').where({ id }).delete()
  const ids = await bring([again])
  expect(await read(ids)).toEqual(same('revenu'))
})

test('mails of one subject that come together are packed together', async () => {
  const subjects = ['Sortie', 'Repas', 'Atelier']
  const mails = Array.from({ length: 45 }, (_, n) =>
    withText(randomBytes(3_000).toString('hex'), { Subject: `Re: ${subjects[n % 3]}` }),
  )
  const ids = await bring(mails)
  const rows: { pack: number; subject: string }[] = await world
    .db('messages as m')
    .join('blobs as b', 'b.hash', 'm.raw')
    .whereIn('m.id', ids)
    .select('b.pack', 'm.subject')
  const packs = new Set(rows.map(({ pack }) => pack)).size
  expect(packs).toBeGreaterThan(3)
  // Where one subject ends and the next begins, a pack holds two.
  expect(new Set(rows.map(({ pack, subject }) => `${pack} ${subject}`)).size).toBeLessThanOrEqual(packs + 2)
  expect(ids).toEqual(ids.toSorted((a, b) => a - b))
})

test('a text read lately is not asked for again, and a long one is', async () => {
  const long = Array.from({ length: 1_500 }, () => randomBytes(32).toString('hex')).join('\r\n')
  const ids = await bring([withText('lu une fois'), withText(long)])
  const texts = openTexts(world.blobs)
  const asked: string[] = []
  const listen = ({ sql }: { sql: string }) => asked.push(sql)
  const first = await texts.of(world.db, ids)
  world.db.on('query', listen)
  expect(await texts.of(world.db, [ids[0]!])).toEqual(new Map([[ids[0], 'lu une fois']]))
  expect(asked).toEqual([])
  expect(await texts.of(world.db, ids)).toEqual(first)
  expect(asked).not.toEqual([])
  world.db.off('query', listen)
})
