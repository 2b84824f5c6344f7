// Small files that become large, or never end.
import { constants, deflateRawSync } from 'node:zlib'
import { content, HELVETICA, type PdfObject, pdfOf } from './pdf-files.ts'

/** The deflated form of a text said so many times, then of another one; made without ever holding it. */
export function deflatedTimes(text: string, times: number, then = ''): Buffer {
  const once = deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH }) // ends on a byte: it can be repeated
  const last = deflateRawSync(then)
  return Buffer.concat([...Array.from({ length: times }, () => once), last])
}

/** A PDF of one page that draws ten pictures of ten pictures of ten…, deeper than any patience. */
export function endlessPdf(levels = 20): Buffer {
  const first = 6
  const forms: PdfObject[] = Array.from({ length: levels }, (_, level) => {
    const next = level + 1 < levels ? `/XObject << /X ${first + level + 1} 0 R >>` : ''
    return content(
      level + 1 < levels ? '/X Do '.repeat(10) : 'BT /F1 9 Tf (a) Tj ET',
      `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << ${next} /Font << /F1 4 0 R >> >>`,
    )
  })
  return pdfOf([
    { value: '<< /Type /Catalog /Pages 2 0 R >>' },
    { value: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    {
      value: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /XObject << /X ${first} 0 R >> >> /Contents 5 0 R >>`,
    },
    { value: HELVETICA },
    content('/X Do'),
    ...forms,
  ])
}

/** A PDF of a few kilobytes whose one page asks for some hundred megabytes, as lists of empty tables. */
export function hungryPdf(): Buffer {
  return pdfOf([
    { value: '<< /Type /Catalog /Pages 2 0 R >>' },
    { value: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>' },
    { value: '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << >> /Contents 4 0 R >>' },
    content(
      Buffer.concat([Buffer.from([0x78, 0x01]), deflatedTimes('['.concat('<<>>'.repeat(10_000)), 200)]),
      '/Filter /FlateDecode',
    ),
  ])
}
