import { expect, test } from 'vitest'
import { deflatedTimes } from './bombs.ts'
import { docx, paragraph, xlsx } from './office-files.ts'
import { extractor, textOf } from './reading.ts'
import { zip, zipOf } from './zip-files.ts'

const reader = extractor()
const read = (bytes: Buffer, name = 'a.docx') => reader.extract({ name, type: '', bytes })

/** A docx whose text is said to be `lie` bytes long. */
function letter(deflated: Buffer, lie: number): Buffer {
  return zip([{ name: 'word/document.xml', bytes: Buffer.alloc(0), deflated, lie }])
}

test('a document that unpacks to a gigabyte is read as far as there is room, whatever size it claims', async () => {
  const said = `<w:p><w:r><w:t>${'mot '.repeat(20_000)}</w:t></w:r></w:p>`
  const bomb = deflatedTimes(said, 12_500)
  expect(bomb.length).toBeLessThan(10_000_000)
  for (const lie of [10, 1_000_000_000, 0xffffffff]) {
    const before = process.memoryUsage.rss()
    const extract = await read(letter(bomb, lie))
    expect(extract).toMatchObject({ outcome: 'read', cut: 'cut' })
    expect(textOf(extract).length).toBeLessThanOrEqual(2_097_152)
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000)
  }
})

test('a document that unpacks to dozens of megabytes before its first word is given up', async () => {
  const bomb = deflatedTimes(' '.repeat(1_000_000), 40, paragraph('trop loin'))
  expect(await read(letter(bomb, 10))).toEqual({ outcome: 'nothing', why: 'too-large' })
})

test('a document whose size is a lie is read in full', async () => {
  for (const lie of [0, 1, 0xffffffff]) {
    const whole = zip([
      {
        name: 'word/document.xml',
        bytes: Buffer.from(`<w:document>${paragraph('Tout le texte')}</w:document>`),
        lie,
      },
    ])
    expect(textOf(await read(whole))).toBe('Tout le texte')
  }
})

test('of an archive of archives the names are read, and nothing is unpacked', async () => {
  const bomb = zip([
    { name: 'mot.txt', bytes: Buffer.alloc(0), deflated: deflatedTimes('mot '.repeat(20_000), 1_000) },
  ])
  const nested = zipOf(
    Object.fromEntries(Array.from({ length: 16 }, (_, n) => [`lib ${n}.zip`, bomb.toString('latin1')])),
  )
  const text = textOf(await read(nested, '42.zip'))
  expect(text.split('\n')).toHaveLength(16)
  expect(text).not.toContain('mot')
})

test('of an archive with too many files the first names are read', async () => {
  const files = Array.from({ length: 12_000 }, (_, n) => ({
    name: `f${n}`,
    bytes: Buffer.alloc(0),
    deflated: Buffer.from([3, 0]),
  }))
  const extract = await read(zip(files), 'a.zip')
  expect(extract).toMatchObject({ outcome: 'read', cut: 'cut' })
  expect(textOf(extract).split('\n')).toHaveLength(10_000)
})

test('entities of a document of its own are not expanded, nor files fetched for them', async () => {
  const entities = Array.from(
    { length: 9 },
    (_, n) => `<!ENTITY lol${n + 1} "${`&lol${n};`.repeat(10)}">`,
  ).join('')
  const doctype = `<!DOCTYPE d [<!ENTITY lol0 "boum"><!ENTITY ext SYSTEM "file:///etc/passwd">${entities}]>`
  const xml = `<?xml version="1.0"?>${doctype}<w:document>${paragraph('avant &lol9; &ext; après')}</w:document>`
  const text = textOf(await read(zipOf({ 'word/document.xml': xml })))
  expect(text).toBe('avant &lol9; &ext; après')
})

test('a document of a million elements in one another is given up', async () => {
  expect(await read(docx('<w:sdt>'.repeat(1_000_000)))).toEqual({ outcome: 'nothing', why: 'broken' })
})

test('a sheet that says a long text a million times is cut', async () => {
  const rows = '<row><c t="s"><v>0</v></c></row>'.repeat(200_000)
  const extract = await read(xlsx([`<t>${'mot '.repeat(8_000)}</t>`], { Feuille: rows }))
  expect(extract).toMatchObject({ outcome: 'read', cut: 'cut' })
  expect(textOf(extract).length).toBeLessThanOrEqual(2_097_152)
})

test('an archive cut short is read as far as it goes or told to be broken, never more', async () => {
  const whole = docx(paragraph('Bonjour'))
  for (let length = 4; length < whole.length; length += 23)
    expect(['broken', 'no-text']).toContain(
      await read(whole.subarray(0, length)).then((extract) =>
        extract.outcome === 'read' ? 'read' : extract.why,
      ),
    )
})
