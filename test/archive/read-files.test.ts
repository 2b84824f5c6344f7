import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { passingFiles, type Room } from '#archive/file-texts.ts'
import { planReading, readFiles } from '#archive/read-files.ts'
import { searchables } from '#archive/searchable.ts'
import type { Tx } from '#store/database.ts'
import type { Tries } from '#store/jobs.ts'
import { type Attached, mailWithFiles } from '#test/support/mail-with-files.ts'
import { type ArchiveWorld, archiveWorld } from './archive-world.ts'
import { endlessPdf, hungryPdf } from './extract/bombs.ts'
import { docx, paragraph } from './extract/office-files.ts'
import { pdf } from './extract/pdf-files.ts'
import { briefExtractor } from './extract/reading.ts'

let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
})
afterEach(() => world.db.raw('truncate graphile_worker._private_jobs'))
afterAll(() => world.close())

const minutes: Attached = {
  name: 'compte-rendu.pdf',
  type: 'application/pdf',
  bytes: pdf([['Ordre du jour'], ['Le tandem est vendu']]),
}
const letter: Attached = { name: 'lettre.docx', type: '', bytes: docx(paragraph('Cher voisin')) }
const photo: Attached = {
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes: Buffer.from('\xff\xd8\xff', 'latin1'),
}

const file = async (...files: Attached[]): Promise<number> =>
  (await world.post(mailWithFiles({ From: 'anne@asso.example', Subject: 'Fichiers' }, 'Voici.', files))).id

const first: Tries = { count: 1, left: 13 }

/** Runs the job; the messages that it made searchable again. */
async function read(
  messageId: number,
  { tries = first, signal = new AbortController().signal, extractor = briefExtractor() } = {},
): Promise<number[]> {
  const indexed: number[] = []
  const index = async (tx: Tx, id: number) => {
    const [found] = await searchables(tx, world.blobs, [id])
    indexed.push(found!.messageId)
  }
  await readFiles({ ...world, extractor, index }, messageId, { tries, signal })
  return indexed
}

const attachments = (messageId: number) =>
  world.db('attachments').where({ message_id: messageId }).orderBy('n').select('name', 'unread', 'pages')
const textsOf = async (messageId: number) =>
  (await searchables(world.db, world.blobs, [messageId]))[0]!.files.map(({ text }) => text?.trim())

test('what is written in the files of a mail is read once, and made searchable', async () => {
  const id = await file(minutes, letter, photo)
  expect(await attachments(id)).toEqual([
    { name: 'compte-rendu.pdf', unread: null, pages: null },
    { name: 'lettre.docx', unread: null, pages: null },
    { name: 'photo.jpg', unread: 'no-text', pages: null },
  ])
  expect(await read(id)).toEqual([id])
  const texts = await textsOf(id)
  expect(texts).toEqual([expect.stringContaining('Le tandem est vendu'), 'Cher voisin', undefined])
  expect(await attachments(id)).toMatchObject([{ pages: [0, expect.any(Number)] }, {}, { unread: 'no-text' }])
  expect(await read(id)).toEqual([])
})

test('only files that may hold text are waited for', async () => {
  const jobs = async () =>
    (await world.db('graphile_worker.jobs').select('task_identifier', 'queue_name')).length
  const described = ({ name, type, bytes }: Attached) => ({
    name,
    type,
    size: bytes.length,
    disposition: 'attachment' as const,
  })
  const sound = { ...photo, type: 'application/octet-stream', name: 'chorale.MP3' }
  const empty = { ...letter, bytes: Buffer.alloc(0) }
  const signature = { ...letter, type: 'application/pgp-signature', name: 'signature.asc' }
  await planReading(world.db, 1, [photo, sound, empty, signature].map(described))
  expect(await jobs()).toBe(0)
  await planReading(world.db, 1, [photo, { ...letter, type: 'application/octet-stream' }].map(described))
  expect(await jobs()).toBe(1)
})

test('a file that takes too long or too much is noted with the reason, the next one is read', async () => {
  const endless = { ...minutes, name: 'sans-fin.pdf', bytes: endlessPdf() }
  const hungry = { ...minutes, name: 'affame.pdf', bytes: hungryPdf() }
  const id = await file(endless, hungry, letter)
  expect(await read(id, { extractor: briefExtractor({ seconds: 4 }) })).toEqual([id])
  expect(await attachments(id)).toMatchObject([
    { unread: 'too-long' },
    { unread: 'too-much-memory' },
    { unread: null },
  ])
  expect(await textsOf(id)).toEqual([undefined, undefined, 'Cher voisin'])
})

test('of many files in one mail as much is read as there is room and time for', async () => {
  const files = ['un', 'deux', 'trois'].map((word) => ({
    name: `${word}.csv`,
    type: 'text/csv',
    bytes: Buffer.from(`${word} `.repeat(100)),
  }))
  const outcomes = async (room: Room) => {
    const { onlooker, texts } = passingFiles(briefExtractor(), world.blobs, room)
    for (const [at, { bytes, ...named }] of files.entries())
      await onlooker({ ...named, n: at + 1 }, Readable.from([bytes]))
    return (await texts()).map(({ extract }) => (extract.outcome === 'read' ? 'read' : extract.why))
  }
  expect(await outcomes({ text: 10_000, seconds: 60 })).toEqual(['read', 'read', 'read'])
  expect(await outcomes({ text: 700, seconds: 60 })).toEqual(['read', 'too-large', 'too-large'])
  expect(await outcomes({ text: 10_000, seconds: 0 })).toEqual(['too-long', 'too-long', 'too-long'])
})

test('what fails to the last is noted as not to be read', async () => {
  const id = await file(minutes, photo)
  expect(await read(id, { tries: { count: 14, left: 0, lastError: 'the disk is full' } })).toEqual([])
  expect(await attachments(id)).toMatchObject([{ unread: 'broken' }, { unread: 'no-text' }])
})

test('a mail that has ended the process three times is left alone, one that only failed is tried again', async () => {
  const [ends, fails] = [await file(minutes), await file(minutes)]
  expect(await read(ends, { tries: { count: 4, left: 10 } })).toEqual([])
  expect(await attachments(ends)).toMatchObject([{ unread: 'broken' }])
  expect(await read(fails, { tries: { count: 4, left: 10, lastError: 'the disk is full' } })).toEqual([fails])
  expect(await attachments(fails)).toMatchObject([{ unread: null }])
})

test('told to stop, it leaves the mail to be read later', async () => {
  const id = await file({ ...minutes, bytes: endlessPdf() })
  const stopping = new AbortController()
  const reading = read(id, { signal: stopping.signal })
  stopping.abort(new Error('stopping'))
  await expect(reading).rejects.toThrow('stopping')
  expect(await attachments(id)).toMatchObject([{ unread: null }])
})
