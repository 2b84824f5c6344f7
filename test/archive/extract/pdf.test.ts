import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { joinHyphens } from '#archive/extract/readers/hyphens.ts'
import { tiringPdf } from './bombs.ts'
import { content, pdf, pdfOf, written } from './pdf-files.ts'
import { briefExtractor, extractor, pagesOf, textOf } from './reading.ts'

const reader = extractor()
const read = (bytes: Buffer, name = 'a.pdf') => reader.extract({ name, type: 'application/pdf', bytes })

test('a PDF is read page by page, accents included', async () => {
  const extract = await read(pdf([['Élan associatif', 'première page'], [], ['Troisième (et dernière)']]))
  expect(pagesOf(extract)).toEqual(['Élan associatif\npremière page', '', 'Troisième (et dernière)'])
  expect(extract).toMatchObject({ cut: 'whole' })
})

test('a PDF of pictures alone has no text', async () => {
  expect(await read(pdf([[]]))).toEqual({ outcome: 'nothing', why: 'no-text' })
})

test('a PDF behind a password is told to be locked', async () => {
  const key = () => `<${randomBytes(32).toString('hex')}>`
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key()} /U ${key()} /P -44 >> /ID [<00> <00>]`
  expect(await read(pdf([['caché']], encrypt))).toEqual({ outcome: 'nothing', why: 'locked' })
})

test('a damaged PDF is read as far as it goes, rubbish is told to be broken', async () => {
  const whole = pdf([['avant'], ['après']])
  expect(textOf(await read(whole.subarray(0, whole.indexOf('xref'))))).toContain('avant')
  expect(await read(Buffer.from('%PDF-1.4\nrien de bon'))).toEqual({ outcome: 'nothing', why: 'broken' })
})

test('a PDF that claims a million pages, or whose pages contain themselves, is told to be broken', async () => {
  const page = '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>'
  const claiming = (kids: string, count: number) =>
    pdfOf([
      { value: '<< /Type /Catalog /Pages 2 0 R >>' },
      { value: `<< /Type /Pages /Kids [${kids}] /Count ${count} >>` },
      { value: page },
      content(written(['seule page'])),
      { value: '<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 5 0 R] /Count 3 >>' },
    ])
  for (const bytes of [claiming('3 0 R', 1_000_000), claiming('5 0 R 2 0 R', 4)])
    expect(await read(bytes)).toEqual({ outcome: 'nothing', why: 'broken' })
})

test('a PDF of many pages is read for as long as there is time, and what was read by then is kept', async () => {
  const bytes = tiringPdf(500, 4)
  const hurried = briefExtractor({ seconds: 4 })
  await hurried.extract({ name: 'a.pdf', type: '', bytes: pdf([[]]) }) // its thread is started
  const extract = await hurried.extract({ name: 'a.pdf', type: '', bytes })
  expect(extract).toMatchObject({ outcome: 'read', cut: 'cut' })
  expect(pagesOf(extract)[0]).toBe('page')
})

test('words that a page divides are joined, compounds keep their hyphen', () => {
  expect(joinHyphens('une asso-\nciation')).toBe('une association')
  expect(joinHyphens('une asso-\n\nciation')).toBe('une association')
  expect(joinHyphens('le porte-\nmonnaie porte une monnaie')).toBe('le porte-monnaie porte une monnaie')
  expect(joinHyphens('Paris-\nLyon, 12-\n13')).toBe('Paris-\nLyon, 12-\n13')
})
