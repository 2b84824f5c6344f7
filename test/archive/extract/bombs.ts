// Small files that become large, or never end.
import { constants, deflateRawSync } from 'node:zlib'
import { content, HELVETICA, type PdfObject, pdfOf, written } from './pdf-files.ts'

/** The deflated form of a text said so many times, then of another one; made without ever holding it. */
export function deflatedTimes(text: string, times: number, then = ''): Buffer {
  const once = deflateRawSync(text, { finishFlush: constants.Z_FULL_FLUSH }) // ends on a byte: it can be repeated
  const last = deflateRawSync(then)
  return Buffer.concat([...Array.from({ length: times }, () => once), last])
}

/** A PDF each of whose pages says « page », then draws ten pictures of ten pictures of ten…, so many levels deep. */
export function tiringPdf(pages: number, levels: number): Buffer {
  const firstPicture = 5
  const firstPage = firstPicture + levels
  const kids = Array.from({ length: pages }, (_, n) => `${firstPage + n} 0 R`)
  return pdfOf([
    { value: '<< /Type /Catalog /Pages 2 0 R >>' },
    { value: `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>` },
    { value: HELVETICA },
    content(`${written(['page'])} /X Do`),
    ...Array.from({ length: levels }, (_, level) =>
      level + 1 < levels
        ? picture('/X Do '.repeat(10), `/X ${firstPicture + level + 1} 0 R`)
        : picture('q Q', ''),
    ),
    ...kids.map(() => ({
      value: `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> /XObject << /X ${firstPicture} 0 R >> >> /Contents 4 0 R >>`,
    })),
  ])
}

function picture(drawing: string, others: string): PdfObject {
  return content(
    drawing,
    `/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << ${others} >> >>`,
  )
}

/** A PDF that takes longer than anybody waits. */
export const endlessPdf = (): Buffer => tiringPdf(1, 20)

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
