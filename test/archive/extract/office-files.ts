// Office files as word processors write them, reduced to what carries text.
import { zipOf } from './zip-files.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
const R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const ODF = ['office', 'text', 'table', 'style', 'manifest']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"')
  .join(' ')

/** The inside of a docx with this body (WordprocessingML), and other parts by name. */
export function docx(body: string, others: Readonly<Record<string, string>> = {}): Buffer {
  const wrapped = Object.entries(others).map(([name, xml]) => [
    name,
    name.endsWith('.xml') ? `${HEAD}<w:part ${W}>${xml}</w:part>` : xml,
  ])
  return zipOf({
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'word/document.xml': `${HEAD}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ...Object.fromEntries(wrapped),
  })
}

/** A paragraph of a docx. */
export function paragraph(...runs: readonly string[]): string {
  return `<w:p>${runs.map((run) => `<w:r><w:t xml:space="preserve">${run}</w:t></w:r>`).join('')}</w:p>`
}

/** A pptx: of each slide its lines, and its notes if any. */
export function pptx(
  slides: readonly { readonly lines: readonly string[]; readonly notes?: string }[],
): Buffer {
  const lines = (texts: readonly string[]) =>
    texts.map((text) => `<a:p><a:r><a:t>${text}</a:t></a:r></a:p>`).join('')
  const parts: Record<string, string> = { 'ppt/presentation.xml': `${HEAD}<p:presentation xmlns:p="p"/>` }
  const total = slides.length
  for (const [at, { lines: texts, notes }] of slides.entries()) {
    const n = at + 1
    parts[`ppt/slides/slide${n}.xml`] = `${HEAD}<p:sld xmlns:p="p" ${A}>${lines(texts)}</p:sld>`
    if (notes === undefined) continue
    const note = `notesSlide${total - at}.xml` // numbered otherwise than the slides, as happens
    parts[`ppt/slides/_rels/slide${n}.xml.rels`] =
      `${HEAD}<Relationships><Relationship Id="rId1" Target="../notesSlides/${note}"/></Relationships>`
    parts[`ppt/notesSlides/${note}`] = `${HEAD}<p:notes xmlns:p="p" ${A}>${lines([notes])}</p:notes>`
  }
  return zipOf(parts)
}

/** An xlsx: its shared strings, and of each sheet the XML of its rows. */
export function xlsx(strings: readonly string[], sheets: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(sheets)
  const parts: Record<string, string> = {
    'xl/workbook.xml': `${HEAD}<workbook ${R}><sheets>${names
      .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${names.length - at}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${names
      .map((_, at) => `<Relationship Id="rId${names.length - at}" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `${HEAD}<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
  }
  for (const [at, name] of names.entries())
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `${HEAD}<worksheet><sheetData>${sheets[name]}</sheetData></worksheet>`
  return zipOf(parts)
}

/** An OpenDocument file of a kind ('text', 'spreadsheet', 'presentation'). */
export function openDocument(
  kind: string,
  body: string,
  others: Readonly<Record<string, string>> = {},
): Buffer {
  return zipOf({
    mimetype: `application/vnd.oasis.opendocument.${kind}`,
    'content.xml': `${HEAD}<office:document-content ${ODF}><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    ...Object.fromEntries(Object.entries(others).map(([name, xml]) => [name, `${HEAD}<x ${ODF}>${xml}</x>`])),
  })
}
