// PDFs object by object, good and bad.

/** A PDF object: its dictionary or value, and its stream if it has one. */
export interface PdfObject {
  readonly value: string
  readonly stream?: Buffer
}

export const HELVETICA = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'

/** A PDF of these objects, numbered from 1; the first is the catalogue. `trailer` adds to the trailer. */
export function pdfOf(objects: readonly PdfObject[], trailer = ''): Buffer {
  const chunks: Buffer[] = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')]
  let length = chunks[0]!.length
  const push = (bytes: Buffer) => {
    chunks.push(bytes)
    length += bytes.length
  }
  const offsets = objects.map(({ value, stream }, at) => {
    const offset = length
    push(Buffer.from(`${at + 1} 0 obj\n${value}\n`, 'latin1'))
    if (stream !== undefined)
      push(Buffer.concat([Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n')]))
    push(Buffer.from('endobj\n'))
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const start = length
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  )
  return Buffer.concat(chunks)
}

/** A content stream, with what its dictionary says besides the length. */
export function content(stream: Buffer | string, entries = ''): PdfObject {
  const bytes = typeof stream === 'string' ? Buffer.from(stream, 'latin1') : stream
  return { value: `<< /Length ${bytes.length} ${entries} >>`, stream: bytes }
}

/** A PDF of pages of lines of text (Latin-1) in Helvetica. */
export function pdf(pages: readonly (readonly string[])[], trailer = ''): Buffer {
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ')
  return pdfOf(
    [
      { value: '<< /Type /Catalog /Pages 2 0 R >>' },
      { value: `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>` },
      { value: HELVETICA },
      ...pages.flatMap((lines, at) => [
        {
          value: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + at * 2} 0 R >>`,
        },
        content(written(lines)),
      ]),
    ],
    trailer,
  )
}

/** Drawing instructions that write lines. */
export function written(lines: readonly string[]): string {
  const escaped = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`)
  return `BT /F1 11 Tf 13 TL 56 780 Td ${escaped.join(' ')} ET`
}
