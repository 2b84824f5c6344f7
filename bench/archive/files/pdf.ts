import { deflateSync } from 'node:zlib'
import { encode, holds } from '../mime/charset.ts'
import { wrapped } from '../wrap.ts'

const LINES_A_PAGE = 54
const COLUMNS = 92

/** A4 pages in Helvetica 10 (PDF 1.4, WinAnsi), their contents deflated, as most programs do, or not. */
export function pdf(paragraphs: readonly string[], contents: 'deflated' | 'plain'): Buffer {
  const lines = paragraphs.flatMap((paragraph) => wrapped(paragraph, COLUMNS).split('\n'))
  const pages: string[][] = []
  for (let n = 0; n < lines.length; n += LINES_A_PAGE) pages.push(lines.slice(n, n + LINES_A_PAGE))
  const kids = pages.map((_, n) => `${4 + 2 * n} 0 R`).join(' ')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, n) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * n} 0 R >>`,
      stream(page, contents),
    ]),
  ]
  let out = '%PDF-1.4\n%\xe2\xe3\xcf\xd3\n'
  const places = objects.map((object, n) => {
    const at = out.length
    out += `${n + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = out.length
  out += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(out, 'latin1')
}

function stream(lines: readonly string[], contents: 'deflated' | 'plain'): string {
  const shown = lines.map((line) => `(${winAnsi(line)}) Tj T*`)
  const text = Buffer.from(`BT /F1 10 Tf 48 790 Td 14 TL\n${shown.join('\n')}\nET`, 'latin1')
  const bytes = contents === 'deflated' ? deflateSync(text) : text
  const filter = contents === 'deflated' ? ' /Filter /FlateDecode' : ''
  return `<< /Length ${bytes.length}${filter} >>\nstream\n${bytes.toString('latin1')}\nendstream`
}

function winAnsi(line: string): string {
  const known = holds('windows-1252', line)
    ? line
    : [...line].filter((sign) => holds('windows-1252', sign)).join('')
  return encode(known, 'windows-1252')
    .toString('latin1')
    .replace(/[\\()]/g, '\\$&')
}
