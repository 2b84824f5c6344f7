// Texts, sheets and slides of LibreOffice (ODF 1.2).
import { escaped, xmlEntry, zip } from './zip.ts'

type Application = 'text' | 'spreadsheet' | 'presentation'

const SPACE = 'urn:oasis:names:tc:opendocument:xmlns'
const PREFIXES = ['office', 'text', 'table', 'manifest'] as const
const LINES_A_SLIDE = 4

function packed(application: Application, body: string): Buffer {
  const type = `application/vnd.oasis.opendocument.${application}`
  const spaces = PREFIXES.map((prefix) => `xmlns:${prefix}="${SPACE}:${prefix}:1.0"`).join(' ')
  const drawing = `xmlns:draw="${SPACE}:drawing:1.0"`
  return zip([
    { name: 'mimetype', bytes: Buffer.from(type), stored: true },
    xmlEntry(
      'content.xml',
      `<office:document-content ${spaces} ${drawing} office:version="1.2"><office:body><office:${application}>${body}</office:${application}></office:body></office:document-content>`,
    ),
    xmlEntry(
      'META-INF/manifest.xml',
      `<manifest:manifest xmlns:manifest="${SPACE}:manifest:1.0" manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`,
    ),
  ])
}

const paragraph = (line: string): string => `<text:p>${escaped(line)}</text:p>`

/** A paragraph a line. */
export function odt(lines: readonly string[]): Buffer {
  return packed('text', lines.map(paragraph).join(''))
}

/** A row a line: number, text. */
export function ods(lines: readonly string[]): Buffer {
  const rows = lines.map(
    (line, n) =>
      `<table:table-row><table:table-cell office:value-type="float" office:value="${n}">${paragraph(String(n))}</table:table-cell><table:table-cell office:value-type="string">${paragraph(line)}</table:table-cell></table:table-row>`,
  )
  return packed('spreadsheet', `<table:table table:name="Feuille 1">${rows.join('')}</table:table>`)
}

/** Slides of four lines. */
export function odp(lines: readonly string[]): Buffer {
  const pages: string[] = []
  for (let n = 0; n < lines.length; n += LINES_A_SLIDE)
    pages.push(
      `<draw:page draw:name="page${pages.length + 1}"><draw:frame><draw:text-box>${lines
        .slice(n, n + LINES_A_SLIDE)
        .map(paragraph)
        .join('')}</draw:text-box></draw:frame></draw:page>`,
    )
  return packed('presentation', pages.join(''))
}
