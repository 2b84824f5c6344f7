import { expect, test } from 'vitest'
import { kindOf } from '#archive/extract/kinds.ts'
import { docx, paragraph } from './office-files.ts'
import { pdf } from './pdf-files.ts'
import { extractor, textOf } from './reading.ts'
import { zipOf } from './zip-files.ts'

const reader = extractor()
const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex')

test('a PDF that calls itself a picture is read as what it is', async () => {
  const file = { name: 'photo.jpg', type: 'image/jpeg', bytes: pdf([['pas une photo']]) }
  expect(textOf(await reader.extract(file))).toBe('pas une photo')
})

test('a picture with a PDF or a zip behind it is a picture: the first magic wins', async () => {
  for (const behind of [pdf([['caché']]), docx(paragraph('caché'))]) {
    const bytes = Buffer.concat([JPEG, behind])
    for (const name of ['a.pdf', 'a.docx', 'a.jpg'])
      expect(await reader.extract({ name, type: 'application/pdf', bytes })).toEqual({
        outcome: 'nothing',
        why: 'no-text',
      })
  }
})

test('a PDF may begin a little late, if it says that it is one', () => {
  const bytes = Buffer.concat([Buffer.from('\r\n\x00'), pdf([['a']])])
  expect(kindOf({ name: 'a.pdf', type: 'application/octet-stream', bytes })).toBe('pdf')
  expect(kindOf({ name: 'a.bin', type: 'application/octet-stream', bytes })).toBe('not-known')
})

test.each([
  ['a.png', 'image/png', '\x89PNG\r\n\x1a\n', 'picture'],
  ['a.mp4', 'video/mp4', '\0\0\0\x18ftypmp42', 'picture'],
  ['a.svg', 'image/svg+xml', '<svg/>', 'picture'],
  ['a.exe', 'text/plain', 'MZ\x90\0\x03\0\0\0', 'not-known'],
  ['a.gz', 'application/gzip', '\x1f\x8b\x08\0\0', 'not-known'],
  ['a.asc', 'application/pgp-signature', '-----BEGIN PGP SIGNATURE-----', 'picture'],
  ['bm.txt', 'text/plain', 'BMX et vélo', 'plain'],
  ['forwarded', 'message/rfc822', 'From: a@b.example\r\n\r\n\0', 'mail'],
  ['a.eml', 'application/octet-stream', 'From: a@b.example\r\n\r\nx', 'mail'],
  ['a', 'application/octet-stream', '<!DOCTYPE html><p>x', 'html'],
  ['a.ics', 'application/octet-stream', 'BEGIN:VCALENDAR', 'calendar'],
  ['constructor', 'application/octet-stream', 'x', 'plain'],
  ['x.constructor', 'application/octet-stream', 'x', 'plain'],
])('%s (%s) is read by its bytes, type and name', (name, type, bytes, kind) => {
  expect(kindOf({ name, type, bytes: Buffer.from(bytes, 'latin1') })).toBe(kind)
})

test('of an archive the names of the files are read, whoever wrote them', async () => {
  const bytes = zipOf({ 'photos/été 2026.jpg': 'x', 'secret.txt': 'contenu' })
  expect(textOf(await reader.extract({ name: 'a.zip', type: '', bytes }))).toBe(
    'photos/été 2026.jpg\nsecret.txt',
  )
})

test('an empty file has no text', async () => {
  for (const type of ['text/plain', 'application/pdf', 'message/rfc822'])
    expect(await reader.extract({ name: 'a', type, bytes: Buffer.alloc(0) })).toEqual({
      outcome: 'nothing',
      why: 'no-text',
    })
})
