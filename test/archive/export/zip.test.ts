import { expect, test } from 'vitest'
import { type ZipFileToWrite, zip } from '#archive/export/zip.ts'
import { checkDirectory, nameOf } from '#archive/import/zip/zip-file.ts'
import { fileOf } from '../import/sources.ts'

test('more than 65,535 files fit: the zip says so in the long form', async () => {
  async function* files(): AsyncGenerator<ZipFileToWrite> {
    for (let at = 0; at < 65_600; at++) yield { name: `messages/${at}.eml`, bytes: Buffer.from('a') }
  }
  const chunks: Buffer[] = []
  for await (const chunk of zip(files())) chunks.push(chunk)
  const names: string[] = []
  const stored = await checkDirectory(await fileOf(Buffer.concat(chunks)), (entry) =>
    names.push(nameOf(entry)),
  )
  expect([stored, names.length, names.at(-1)]).toEqual([65_600, 65_600, 'messages/65599.eml'])
})
