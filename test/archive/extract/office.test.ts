import { expect, test } from 'vitest'
import { docx, openDocument, paragraph, pptx, xlsx } from './office-files.ts'
import { extractor, pagesOf, textOf } from './reading.ts'
import { zipOf } from './zip-files.ts'

const reader = extractor()
const read = (name: string, bytes: Buffer) =>
  reader.extract({ name, type: 'application/octet-stream', bytes })

test('a docx gives its paragraphs, with a word written in several pieces whole', async () => {
  const bytes = docx(
    `${paragraph('Procès-verbal de l’assem', 'blée')}${paragraph('Œuvres &amp; « fêtes » &#233;t&#xe9;')}`,
  )
  expect(textOf(await read('pv.docx', bytes))).toBe('Procès-verbal de l’assemblée\nŒuvres & « fêtes » été')
})

test('a table of a docx gives a line a row', async () => {
  const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`
  const row = (...texts: string[]) => `<w:tr>${texts.map(cell).join('')}</w:tr>`
  const bytes = docx(`<w:tbl>${row('Nom', 'Cotisation')}${row('Odile', '12 €')}</w:tbl>`)
  expect(textOf(await read('a.docx', bytes)).split('\n')).toEqual(['Nom\tCotisation', 'Odile\t12 €'])
})

test('notes, comments, headers and footers of a docx are read', async () => {
  const bytes = docx(paragraph('Corps'), {
    'word/header1.xml': paragraph('EnTete'),
    'word/footer2.xml': paragraph('PiedDePage'),
    'word/footnotes.xml': paragraph('NoteDeBas'),
    'word/endnotes.xml': paragraph('NoteDeFin'),
    'word/comments.xml': paragraph('Commentaire'),
    'word/styles.xml': paragraph('Style'),
  })
  const text = textOf(await read('a.docx', bytes))
  expect(text.startsWith('Corps')).toBe(true)
  for (const word of ['EnTete', 'PiedDePage', 'NoteDeBas', 'NoteDeFin', 'Commentaire'])
    expect(text).toContain(word)
  expect(text).not.toContain('Style')
})

test('a text box of a docx is read once, deleted and moved text not at all, a tab stop is no tab', async () => {
  const bytes = docx(
    `<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>
     <mc:AlternateContent><mc:Choice>${paragraph('Cadre')}</mc:Choice><mc:Fallback>${paragraph('Cadre')}</mc:Fallback></mc:AlternateContent>
     <w:p><w:del><w:r><w:delText>effacé</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>ancien</w:t></w:r></w:moveFrom></w:p>`,
  )
  expect(textOf(await read('a.docx', bytes))).toBe('a\tb\nc\nCadre')
})

test('a document with macros is read as a document', async () => {
  const bytes = docx(paragraph('Formulaire'), {
    'word/vbaProject.bin': 'Sub AutoOpen() Shell("cmd") End Sub',
  })
  expect(textOf(await read('formulaire.docm', bytes))).toBe('Formulaire')
})

test('an xlsx gives each sheet as a page: its name, a line a row, shared and own strings, numbers', async () => {
  const bytes = xlsx(
    ['<t>Dépenses</t>', '<r><t>Loyer </t></r><r><t>mars</t></r><rPh><t>ルワイエ</t></rPh>'],
    {
      'Budget 2026':
        '<row><c t="s"><v>0</v></c><c><v>1500.2000000000001</v></c></row><row><c t="s"><v>1</v></c><c t="b"><v>1</v></c></row>',
      Notes:
        '<row><c t="inlineStr"><is><t>écrit ici</t></is></c><c t="str"><f>A1&amp;"x"</f><v>résultat</v></c></row>',
    },
  )
  const extract = await read('budget.xlsx', bytes)
  expect(pagesOf(extract)).toEqual([
    'Budget 2026\nDépenses\t1500.2\nLoyer mars',
    'Notes\nécrit ici\trésultat',
  ])
})

test('a pptx gives a page a slide, in order beyond nine, with its own notes', async () => {
  const slides = Array.from({ length: 11 }, (_, at) => ({
    lines: [`Titre ${at + 1}`],
    notes: `Dire ${at + 1}`,
  }))
  const extract = await read('a.pptx', pptx(slides))
  expect(pagesOf(extract)).toEqual(slides.map((_, at) => `Titre ${at + 1}\n\nDire ${at + 1}`))
})

test('an odt gives paragraphs, titles, notes and headers, not what was deleted', async () => {
  const bytes = openDocument(
    'text',
    `<text:tracked-changes><text:deletion><text:p>effacé</text:p></text:deletion></text:tracked-changes>
     <text:h>Règlement</text:h><text:p>Article<text:s text:c="900000000"/>premier<text:line-break/>suite<text:note><text:note-body><text:p>Voir annexe</text:p></text:note-body></text:note></text:p>`,
    { 'styles.xml': '<style:header><text:p>Association des Trois Ponts</text:p></style:header>' },
  )
  const text = textOf(await read('a.odt', bytes))
  expect(text).toMatch(/^Règlement\nArticle premier\nsuite/)
  expect(text).toContain('Voir annexe')
  expect(text).toContain('Association des Trois Ponts')
  expect(text).not.toContain('effacé')
})

test('an ods gives a page a sheet, whatever number of times a row is said to be repeated', async () => {
  const cell = (text: string) =>
    `<table:table-cell table:number-columns-repeated="1000000"><text:p>${text}</text:p></table:table-cell>`
  const sheet = (name: string, text: string) =>
    `<table:table table:name="${name}"><table:table-row table:number-rows-repeated="1000000">${cell(text)}${cell('12,50 €')}</table:table-row></table:table>`
  const extract = await read(
    'a.ods',
    openDocument('spreadsheet', sheet('Mars', 'Pommes') + sheet('Avril', 'Poires')),
  )
  expect(pagesOf(extract)).toEqual(['Mars\nPommes\t12,50 €', 'Avril\nPoires\t12,50 €'])
})

test('an odp gives a page a slide', async () => {
  const page = (text: string) => `<draw:page><draw:frame><text:p>${text}</text:p></draw:frame></draw:page>`
  const extract = await read('a.odp', openDocument('presentation', page('Un') + page('Deux')))
  expect(pagesOf(extract)).toEqual(['Un', 'Deux'])
})

test('an office file behind a password is told to be locked', async () => {
  const locked = openDocument('text', '<text:p>chiffré</text:p>', {
    'META-INF/manifest.xml': '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
  })
  expect(await read('a.odt', locked)).toEqual({ outcome: 'nothing', why: 'locked' })
  const container = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(1_000),
    Buffer.from('EncryptedPackage', 'utf16le'),
  ])
  expect(await read('a.docx', container)).toEqual({ outcome: 'nothing', why: 'locked' })
})

test('old Office files and unknown ones are told not to be known', async () => {
  const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(5_000)])
  expect(await read('a.doc', old)).toEqual({ outcome: 'nothing', why: 'not-known' })
  const binary = zipOf({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' })
  expect(await read('a.xlsb', binary)).toEqual({ outcome: 'nothing', why: 'not-known' })
})
