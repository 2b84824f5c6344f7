import { describe, expect, test } from 'vitest'
import { isFileKind } from '#archive/file-kinds.ts'
import { fileKindNamed, nameOfFileKind } from '#search/query/file-kinds.ts'

describe('a kind of file by the names that people have for it', () => {
  test.each([
    ['pdf document sheet slides image sound video text page calendar contact message archive other'],
    [
      'PDF documents tableurs présentation photos sons vidéo textes pages calendrier contacts courriels archives autres',
    ],
    ['.pdf .docx .xls .pptx .jpg mp3 mp4 txt html ics vcf eml zip other'],
    ['pdf word excel powerpoint photo musique film texte web agenda vcard mail zip autre'],
    ['pdf odt tableaux diaporamas picture enregistrement movie text page évènement contact email 7z autre'],
  ])('%s', (names) => {
    expect(names.split(' ').map((name) => fileKindNamed(name))).toEqual(
      'pdf document sheet slides image sound video text page calendar contact message archive other'.split(
        ' ',
      ),
    )
  })

  test.each(['', 'dwg', 'word excel', '…'])('%j is none', (name) => {
    expect(fileKindNamed(name)).toBeUndefined()
  })

  test('each kind has a name that means it', () => {
    for (const kind of [
      'pdf',
      'document',
      'sheet',
      'slides',
      'image',
      'sound',
      'video',
      'text',
      'page',
      'calendar',
      'contact',
      'message',
      'archive',
      'other',
    ]) {
      if (!isFileKind(kind)) throw new Error(kind)
      expect(fileKindNamed(nameOfFileKind(kind))).toBe(kind)
    }
  })
})
