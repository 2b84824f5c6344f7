import { buffer, text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { message, openAttachment, openRaw, thread } from '#archive/browse.ts'
import { openHtml } from '#archive/stored-mail.ts'
import { textsOf } from '#archive/texts.ts'
import { messageKey, urlHash } from '#mta/message/identity.ts'
import { type ArchiveWorld, archiveWorld, mail } from './archive-world.ts'

let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
})
afterAll(() => world.close())

const rawOf = async (hash: string) => {
  const raw = (await openRaw(world.db, world.blobs, world.listId, hash))!
  const bytes = await buffer(raw.stream)
  expect(bytes.length).toBe(raw.size)
  return bytes
}
const count = async (table: string) => Number((await world.db(table).count().first())!.count)

test('the archive keeps the very bytes received', async () => {
  const bytes = Buffer.from(
    'Subject: \xe9t\xe9\nFrom:a@b.example\r\nX-Odd : 1\r\n\n\0 8\xe8 bit\rno end',
    'latin1',
  )
  const filed = await world.post(bytes)
  expect(await rawOf(filed.hash)).toEqual(bytes)
})

test('Approved and Bcc are cut before storing, whatever the size; nothing else is', async () => {
  const body = `${'x'.repeat(70)}\r\n`.repeat(20_000)
  const fields = {
    'Message-ID': '<secret@x>',
    Approved: 'mot de passe',
    Subject: 'S',
    bcc: 'cache@asso.example',
  }
  const filed = await world.post(mail(fields, body), { from: 'blob' })
  const raw = (await rawOf(filed.hash)).toString()
  expect(raw).toBe(mail({ 'Message-ID': '<secret@x>', Subject: 'S' }, body))
})

test('the same mail filed again, also at the same moment or for another list, is archived once', async () => {
  const once = mail({ 'Message-ID': '<once@x>', ...mixed }, multipart)
  const before = await count('messages')
  const filed = await Promise.all([1, 2, 3, 4].map(() => world.post(once)))
  const again = await world.post(once, { listIds: [world.listId, world.otherListId] })
  expect(new Set([...filed, again].map(({ id }) => id)).size).toBe(1)
  expect(filed.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(again.threads).toHaveLength(2)
  expect(await count('messages')).toBe(before + 1)
  expect(await world.db('attachments').where({ message_id: again.id })).toHaveLength(1)
  const [row] = await world.db('threads').where({ id: again.threads[0]!.threadId })
  expect(row.messages).toBe(1)
})

test('the same Message-ID with another content is another message with an address of its own', async () => {
  const hashes: string[] = []
  for (const body of ['un', 'deux', 'trois']) {
    hashes.push((await world.post(mail({ 'Message-ID': '<twin@x>', Subject: 'Jumeaux' }, body))).hash)
  }
  const hash = urlHash('twin@x')
  expect(hashes).toEqual([hash, `${hash}-2`, `${hash}-3`])
})

test('a mail without Message-ID gets one from its bytes', async () => {
  const filed = await world.post(mail({ Subject: 'Sans nom' }))
  const found = (await message(world.db, world.listId, filed.hash))!
  expect(found.messageId).toMatch(/^[0-9a-f]{64}@derived\.invalid$/)
  expect(found.defects).toContain('no-message-id')
})

test('an attachment is kept in its mail only and comes back decoded', async () => {
  const one = await world.post(mail({ 'Message-ID': '<p1@x>', ...mixed }, multipart))
  const two = await world.post(mail({ 'Message-ID': '<p2@x>', ...mixed }, multipart), { from: 'blob' })
  expect(await world.db('attachments').whereIn('message_id', [one.id, two.id])).toHaveLength(2)
  const found = (await openAttachment(world.db, world.blobs, world.listId, two.hash, 1))!
  expect(found.row).toEqual({
    n: 1,
    name: 'plan.txt',
    type: 'text/plain',
    size: 7,
    disposition: 'attachment',
  })
  expect(await text(found.stream)).toBe('le plan')
  expect(await openAttachment(world.db, world.blobs, world.listId, two.hash, 2)).toBeUndefined()
  expect(await openAttachment(world.db, world.blobs, world.otherListId, two.hash, 1)).toBeUndefined()
})

test('an attachment of many megabytes passes through without being held', async () => {
  const line = `${Buffer.alloc(57, 'relais').toString('base64')}\r\n`
  const big = Buffer.concat([
    Buffer.from(mail({ 'Message-ID': '<big@x>', ...mixed }, '--b\r\n\r\nvoici\r\n--b\r\n')),
    Buffer.from('Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n\r\n'),
    Buffer.from(line.repeat(300_000)),
    Buffer.from('--b--\r\n'),
  ])
  const before = process.memoryUsage.rss()
  const filed = await world.post(big, { from: 'blob' })
  expect(process.memoryUsage.rss() - before).toBeLessThan(120e6)
  const found = (await message(world.db, world.listId, filed.hash))!
  expect(found.attachments).toMatchObject([{ name: 'piece-jointe-1.zip', size: 57 * 300_000 }])
  expect((await textsOf(world.db, world.blobs, [filed.id])).get(filed.id)).toBe('voici')
})

test('what a message refers to has the same numbers here and in the database, whatever the alphabet', async () => {
  const ids = ['a@x.example', 'é\u00e9💌@x', ' ', '\'"\\%', 'x'.repeat(500)]
  const { rows } = await world.db.raw('select message_key(id) as key from unnest(?::text[]) id', [ids])
  expect(ids.map(messageKey)).toEqual(rows.map(({ key }: { key: number }) => key))
  const filed = await world.post(mail({ 'Message-ID': '<keys@x>', References: '<é@x> <keys@x>\t<b@x>' }))
  const [row] = await world.db('messages').where({ id: filed.id })
  expect(row.ref_keys.map(Number)).toEqual(['é@x', 'b@x'].map(messageKey))
})

test('the author whom an older system had hidden is shown; the mail stays as it came', async () => {
  const text = mail({ 'Message-ID': '<via@x>', From: '"Anne via Velo" <velo@asso.example>' })
  const author = { name: 'Anne', address: 'anne@asso.example' }
  const [filed] = await world.import([{ text, at: new Date(0), listIds: [world.listId], author }])
  const found = (await message(world.db, world.listId, filed!.hash))!
  expect([found.fromName, found.fromAddress]).toEqual(['Anne', 'anne@asso.example'])
  expect((await rawOf(filed!.hash)).toString()).toBe(text)
})

test('HTML is read out of the mail when a page asks for it, in lists that show it', async () => {
  const html = mail({ 'Message-ID': '<html@x>', 'Content-Type': 'text/html' }, '<p>Bonjour</p>')
  const { hash } = await world.post(html)
  const plain = await world.post(mail({ 'Message-ID': '<plain@x>' }))
  const { db, blobs, listId, otherListId } = world
  expect(await openHtml(db, blobs, listId, hash.toUpperCase())).toBe('<p>Bonjour</p>')
  expect(await openHtml(db, blobs, listId, plain.hash)).toBeUndefined()
  expect(await openHtml(db, blobs, otherListId, hash)).toBeUndefined()
  expect((await message(db, listId, hash))!.hasHtml).toBe(true)
})

test('the thread of a new message bears its address', async () => {
  const filed = await world.post(mail({ 'Message-ID': '<own@x>', Subject: 'À moi' }))
  expect(filed.threads).toEqual([
    { listId: world.listId, threadId: expect.any(Number), threadHash: filed.hash, isNew: true },
  ])
  expect((await thread(world.db, world.listId, filed.hash.toUpperCase()))!.subject).toBe('À moi')
})

test('a message that was taken out of a list and is filed there again stands in its former thread', async () => {
  const text = mail({ 'Message-ID': '<back@x>', Subject: 'Retour' })
  const first = await world.post(text)
  await world.db('postings').where({ message_id: first.id }).del()
  expect((await world.post(text)).threads).toEqual(first.threads)
  expect((await thread(world.db, world.listId, first.hash))!.places).toHaveLength(1)
})

const mixed = { 'Content-Type': 'multipart/mixed; boundary=b' }
const multipart = [
  '--b',
  'Content-Type: text/plain',
  '',
  'Voici le plan.',
  '--b',
  'Content-Type: text/plain; name=plan.txt',
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('le plan').toString('base64'),
  '--b--',
  '',
].join('\r\n')
