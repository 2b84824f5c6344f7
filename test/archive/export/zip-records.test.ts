import { open } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { directoryRecord, endRecords, localHeader, type StoredFile } from '#archive/export/zip-records.ts'
import { fileOf, found } from '../import/sources.ts'

test('a zip beyond 4 GiB is read back: offsets are written in the long form', async () => {
  const mail = Buffer.from('From: anne@asso.example\n\nBonjour\n')
  const file: StoredFile = {
    name: 'a.eml',
    crc32: crc32(mail),
    size: mail.length,
    storedSize: mail.length,
    method: 0,
  }
  const far = 4_400_000_000
  const path = await fileOf(Buffer.concat([localHeader(file), mail]), 'grand.zip')
  const handle = await open(path, 'r+')
  const second = { ...file, name: 'b.eml' }
  const directory = Buffer.concat([directoryRecord(file, 0), directoryRecord(second, far)])
  const entry = Buffer.concat([localHeader(second), mail])
  const end = endRecords({ count: 2, size: directory.length, offset: far + entry.length })
  await handle.write(Buffer.concat([entry, directory, end]), 0, undefined, far)
  await handle.close()
  expect(await found('zip', path)).toEqual([mail.toString(), mail.toString()])
})

test('a file of 4 GiB has its sizes in the long form in both of its records', () => {
  const size = 0x1_0000_0001
  const file: StoredFile = { name: 'a', crc32: 1, size, storedSize: size, method: 0 }
  for (const [record, sizes] of [
    [localHeader(file), 18],
    [directoryRecord(file, 0), 20],
  ] as const) {
    expect(record.readUInt32LE(sizes)).toBe(0xffffffff)
    expect(record.readUInt32LE(sizes + 4)).toBe(0xffffffff)
    const field = record.indexOf(Buffer.from([1, 0, record.length > 60 ? 24 : 16, 0]), 31)
    expect([record.readBigUInt64LE(field + 4), record.readBigUInt64LE(field + 12)]).toEqual([
      BigInt(size),
      BigInt(size),
    ])
  }
})
