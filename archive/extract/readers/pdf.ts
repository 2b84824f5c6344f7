import type { FileToRead, NoText } from '../extract.ts'
import type { Transcript } from '../transcript.ts'
import { joinHyphens } from './hyphens.ts'
import { openPdf, type Pdf } from './mupdf.ts'

const MAX_PAGES = 10_000
const MAX_BROKEN_PAGES = 20 // in a row
// Clipping text to the page's box would measure every glyph, a third of the time.
const OPTIONS = 'clip=no'

/** Reads a PDF page by page; a page that is damaged is empty. */
export function readPdf({ bytes }: FileToRead, into: Transcript): NoText | undefined {
  const pdf = openPdf(bytes)
  try {
    if (pdf.needsPassword()) return 'locked'
    const pages = pageCount(pdf)
    let broken = 0
    for (let n = 0; n < pages && broken <= MAX_BROKEN_PAGES; n++) {
      if (n >= MAX_PAGES) into.cut()
      if (into.isFull) return
      into.beginPage()
      const text = pageText(pdf, n)
      broken = text === undefined ? broken + 1 : 0
      into.add(joinHyphens(text ?? ''))
    }
    return broken > 0 ? 'broken' : undefined
  } finally {
    pdf.destroy()
  }
}

// Where what the file says of it can't be, pages are read until none come any more.
function pageCount(pdf: Pdf): number {
  try {
    return pdf.countPages()
  } catch {
    return MAX_PAGES
  }
}

function pageText(pdf: Pdf, n: number): string | undefined {
  let page: ReturnType<Pdf['loadPage']> | undefined
  try {
    page = pdf.loadPage(n)
    const text = page.toStructuredText(OPTIONS)
    try {
      return text.asText()
    } finally {
      text.destroy()
    }
  } catch {
    return undefined
  } finally {
    page?.destroy()
  }
}
