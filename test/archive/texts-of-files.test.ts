import { afterAll, beforeAll, expect, test } from 'vitest'
import { readFiles } from '#archive/read-files.ts'
import { fileTextsOf } from '#archive/texts-of-files.ts'
import { type Attached, mailWithFiles } from '#test/support/mail-with-files.ts'
import { type ArchiveWorld, archiveWorld } from './archive-world.ts'
import { docx, paragraph } from './extract/office-files.ts'
import { briefExtractor } from './extract/reading.ts'

let world: ArchiveWorld
beforeAll(async () => {
  world = await archiveWorld()
})
afterAll(() => world.close())

const letter = (name: string, text: string): Attached => ({ name, type: '', bytes: docx(paragraph(text)) })
const photo: Attached = {
  name: 'photo.jpg',
  type: 'image/jpeg',
  bytes: Buffer.from('\xff\xd8\xff', 'latin1'),
}

async function filed(...files: Attached[]): Promise<number> {
  const { id } = await world.post(
    mailWithFiles({ From: 'anne@asso.example', Subject: 'Fichiers' }, 'Voici.', files),
  )
  const job = { tries: { count: 1, left: 13 }, signal: new AbortController().signal }
  await readFiles({ ...world, extractor: briefExtractor(), index: async () => {} }, id, job)
  return id
}

const readBlobs = async (hashes: readonly Buffer[]) => {
  const found = await world.blobs.readMany(world.db, hashes)
  return new Map([...found].map(([hash, bytes]) => [hash, bytes.toString('utf8')]))
}
const read = (ids: readonly number[], maxBytes: number) => fileTextsOf(world.db, readBlobs, ids, maxBytes)

test('files have the text that was read in them, those that none was read in their name', async () => {
  const with2 = await filed(letter('a.docx', 'Cher voisin'), photo)
  const without = await filed()
  expect(await read([without, with2], 1_000)).toEqual(
    new Map([
      [
        with2,
        [
          {
            n: 1,
            name: 'a.docx',
            type: 'text/plain',
            size: expect.any(Number),
            text: expect.stringMatching(/^Cher voisin\s*$/),
          },
          { n: 2, name: 'photo.jpg', type: 'image/jpeg', size: 3, text: '' },
        ],
      ],
    ]),
  )
})

test('no more is read than there is room for, the first messages first', async () => {
  const [one, other] = [await filed(letter('1.docx', 'Un vélo')), await filed(letter('2.docx', 'Deux vélo'))]
  const texts = async (ids: readonly number[], maxBytes: number) =>
    [...(await read(ids, maxBytes)).values()].flat().map(({ text }) => text.trim())
  const all = await texts([one, other], 1_000)
  expect(all).toEqual(['Un vélo', 'Deux vélo'])
  const room = Buffer.byteLength('Deux vélo') + 2
  expect(await texts([one, other], room)).toEqual(['Un vélo', ''])
  expect(await texts([other, one], room)).toEqual(['Deux vélo', ''])
})
