// Word, Excel and PowerPoint files (ECMA-376), as small as those programs open them.
import { escaped, xmlEntry, type ZipEntry, zip } from './zip.ts'

const SCHEMA = 'http://schemas.openxmlformats.org'
const OFFICE = `${SCHEMA}/officeDocument/2006/relationships`
const DOCUMENT = 'application/vnd.openxmlformats-officedocument'

/** The parts that every package has: what is in it, and which part is the document. */
function packed(main: string, types: Readonly<Record<string, string>>, entries: readonly ZipEntry[]): Buffer {
  const overrides = Object.entries(types).map(
    ([part, type]) => `<Override PartName="/${part}" ContentType="${DOCUMENT}.${type}+xml"/>`,
  )
  return zip([
    xmlEntry(
      '[Content_Types].xml',
      `<Types xmlns="${SCHEMA}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    ),
    relations('_rels/.rels', [['officeDocument', main]]),
    ...entries,
  ])
}

function relations(name: string, targets: readonly (readonly [type: string, target: string])[]): ZipEntry {
  const all = targets.map(
    ([type, target], n) => `<Relationship Id="rId${n + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return xmlEntry(
    name,
    `<Relationships xmlns="${SCHEMA}/package/2006/relationships">${all.join('')}</Relationships>`,
  )
}

/** A paragraph a line, the first a heading. A word may be cut by a change of style, as Word's spell checker does. */
export function docx(lines: readonly string[]): Buffer {
  const run = (text: string): string => `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`
  const paragraphs = lines.map((line, n) => {
    const middle = line.length >> 1
    const style = n === 0 ? '<w:pPr><w:pStyle w:val="Titre1"/></w:pPr>' : ''
    return `<w:p>${style}${run(line.slice(0, middle))}<w:proofErr w:type="spellStart"/>${run(line.slice(middle))}</w:p>`
  })
  return packed('word/document.xml', { 'word/document.xml': 'wordprocessingml.document.main' }, [
    xmlEntry(
      'word/document.xml',
      `<w:document xmlns:w="${SCHEMA}/wordprocessingml/2006/main"><w:body>${paragraphs.join('')}</w:body></w:document>`,
    ),
  ])
}

/** A sheet of rows: number, text, amount; every other text among the shared strings, the others in their cell. */
export function xlsx(lines: readonly string[]): Buffer {
  const shared = lines.filter((_, n) => n % 2 === 0)
  const rows = lines.map((line, n) => {
    const cell =
      n % 2 === 0
        ? `<c r="B${n + 1}" t="s"><v>${n / 2}</v></c>`
        : `<c r="B${n + 1}" t="inlineStr"><is><t>${escaped(line)}</t></is></c>`
    return `<row r="${n + 1}"><c r="A${n + 1}"><v>${n + 1}</v></c>${cell}<c r="C${n + 1}"><v>${(n * 37) % 400}.5</v></c></row>`
  })
  const main = `${SCHEMA}/spreadsheetml/2006/main`
  const types = {
    'xl/workbook.xml': 'spreadsheetml.sheet.main',
    'xl/worksheets/sheet1.xml': 'spreadsheetml.worksheet',
    'xl/sharedStrings.xml': 'spreadsheetml.sharedStrings',
  }
  return packed('xl/workbook.xml', types, [
    xmlEntry(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${OFFICE}"><sheets><sheet name="Feuille 1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    relations('xl/_rels/workbook.xml.rels', [
      ['worksheet', 'worksheets/sheet1.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    xmlEntry(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData></worksheet>`,
    ),
    xmlEntry(
      'xl/sharedStrings.xml',
      `<sst xmlns="${main}" uniqueCount="${shared.length}">${shared.map((text) => `<si><t>${escaped(text)}</t></si>`).join('')}</sst>`,
    ),
  ])
}

const LINES_A_SLIDE = 4

/** Slides of four lines. */
export function pptx(lines: readonly string[]): Buffer {
  const slides = Array.from({ length: Math.ceil(lines.length / LINES_A_SLIDE) }, (_, n) =>
    lines.slice(n * LINES_A_SLIDE, (n + 1) * LINES_A_SLIDE),
  )
  const names = slides.map((_, n) => `slides/slide${n + 1}.xml`)
  const spaces = `xmlns:a="${SCHEMA}/drawingml/2006/main" xmlns:p="${SCHEMA}/presentationml/2006/main" xmlns:r="${OFFICE}"`
  const types = Object.fromEntries([
    ['ppt/presentation.xml', 'presentationml.presentation.main'],
    ...names.map((name) => [`ppt/${name}`, 'presentationml.slide']),
  ])
  return packed('ppt/presentation.xml', types, [
    xmlEntry(
      'ppt/presentation.xml',
      `<p:presentation ${spaces}><p:sldIdLst>${names.map((_, n) => `<p:sldId id="${256 + n}" r:id="rId${n + 1}"/>`).join('')}</p:sldIdLst></p:presentation>`,
    ),
    relations(
      'ppt/_rels/presentation.xml.rels',
      names.map((name) => ['slide', name]),
    ),
    ...slides.map((slide, n) => {
      const paragraphs = slide.map((line) => `<a:p><a:r><a:t>${escaped(line)}</a:t></a:r></a:p>`).join('')
      return xmlEntry(
        `ppt/${names[n]}`,
        `<p:sld ${spaces}><p:cSld><p:spTree><p:sp><p:txBody>${paragraphs}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>`,
      )
    }),
  ])
}
