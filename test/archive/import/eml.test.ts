import { rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openSource } from '#archive/import/source.ts'
import { all, fileOf, folderOf, found, inShort } from './sources.ts'

const MAIL = 'From: anne@asso.example\r\nSubject: Compost\r\n\r\nBonjour\r\n\r\n'

test('any file whose beginning is a mail is taken, byte for byte, whatever its name; the rest is named', async () => {
  const folder = await folderOf({
    'b/1': `${MAIL}1`,
    'a.eml': `${MAIL}a`,
    'b.eml.gz': gzipSync(Buffer.from(`${MAIL}gz`)),
    'notes.txt': 'Penser à :\nFrom: la mairie\n',
    'photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0x00]),
    'vide.eml': '',
    'z.zip': 'PK\x03\x04…',
  })
  expect(await found('eml', folder)).toEqual([
    `${MAIL}a`,
    `${MAIL}1`,
    `${MAIL}gz`,
    'not-a-mail @notes.txt:0',
    'not-a-mail @photo.jpg:0',
    'archive-inside @z.zip:0',
  ])
})

test('a tree may hold an mbox here and there; each of its mails is taken', async () => {
  const separator = 'From anne@asso.example Fri Jan 31 11:45:26 2014\n'
  const folder = await folderOf({
    'a.eml': MAIL,
    'vieux.mbox': `${separator}Subject: 1\n\n${separator}Subject: 2\n\n`,
  })
  expect(await found('eml', folder)).toEqual([MAIL, 'Subject: 1\n', 'Subject: 2\n'])
})

test('one file is a source as well', async () => {
  expect(await found('eml', await fileOf(MAIL, 'un.eml'))).toEqual([MAIL])
  await expect(found('eml', await fileOf('bonjour', 'un.eml'))).rejects.toThrow(/un\.eml is not a mail/)
})

test('a file that goes away meanwhile is named, and the others are read', async () => {
  const folder = await folderOf({ 'a.eml': MAIL, 'b.eml': MAIL })
  const source = await openSource('eml', folder)
  await rm(join(folder, 'a.eml'))
  const steps: string[] = []
  for await (const step of source.mails()) steps.push(inShort(step))
  expect(steps).toEqual(['unreadable @a.eml:0', MAIL])
})

test('folders are gone into 64 deep and no deeper', async () => {
  const folder = await folderOf({ [`${'a/'.repeat(64)}b.eml`]: MAIL, [`${'a/'.repeat(65)}c.eml`]: MAIL })
  expect((await all('eml', folder)).map((step) => step.place.file)).toEqual([`${'a/'.repeat(64)}b.eml`])
})

test('links are not followed', async () => {
  const folder = await folderOf({ 'a.eml': MAIL })
  await symlink('/etc/passwd', join(folder, 'b.eml'))
  await symlink('..', join(folder, 'c'))
  expect((await all('eml', folder)).map(inShort)).toEqual([MAIL])
})

test('a mail given has memory of its own, so that it may be given away', async () => {
  const [step] = await all('eml', await fileOf(MAIL, 'un.eml'))
  expect('bytes' in step! && step.bytes.buffer.byteLength).toBe(MAIL.length)
})
