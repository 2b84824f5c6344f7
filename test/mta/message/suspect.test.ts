import { expect, test } from 'vitest'
import { isSuspect } from '#mta/message/suspect.ts'

const file = (filename: string | undefined, type = 'application/octet-stream', head = '') =>
  isSuspect({ filename, type, head: Buffer.from(head, 'latin1') })

test.each([
  'facture.exe',
  'FACTURE.PDF.EXE',
  'facture.exe . ',
  'photo.jpg.js',
  'photo\u202egpj.scr',
  'budget.xlsm',
  'archive.zip',
  'page.html',
  'lien.lnk',
])('« %s » is suspect by its name', (name) => {
  expect(file(name)).toBe(true)
})

test.each(['budget.xlsx', 'photo.jpeg', 'compte-rendu.pdf', 'notes.odt', 'sans-fin', 'exe', undefined])(
  '%s is not',
  (name) => {
    expect(file(name)).toBe(false)
  },
)

test.each([
  ['application/x-msdownload', ''],
  ['application/vnd.ms-excel.sheet.macroEnabled.12', ''],
  ['text/html', ''],
  ['message/rfc822', ''],
  ['image/jpeg', 'MZ\x90\0'],
  ['application/pdf', '#!/bin/sh'],
  ['application/pdf', '\x7fELF'],
])('a harmless name hides nothing: %s %j', (type, head) => {
  expect(file('photo.jpg', type, head)).toBe(true)
})
