import type { FileToRead, NoText } from '../extract.ts'
import type { Transcript } from '../transcript.ts'
import { joinHyphens } from './hyphens.ts'
import { isOutOfMemory, openPdf, type Pdf } from './mupdf.ts'

const MAX_PAGES = 10_000
const MAX_BROKEN_PAGES = 20 // in a row
// Clipping text to the page's box would measure every glyph, a third of the time.
const OPTIONS = 'clip=no'

/** Reads a PDF page by page; a page that is damaged is empty. */
export function readPdf({ bytes }: FileToRead, into: Transcript): NoText | undefined {
  let pdf: Pdf | undefined
  try {
    pdf = openPdf(bytes)
    return pdf.needsPassword() ? 'locked' : readPages(pdf, into)
  } catch (error) {
    return isOutOfMemory(error) ? 'too-much-memory' : 'broken'
  } finally {
    pdf?.destroy()
  }
}

function readPages(pdf: Pdf, into: Transcript): NoText | undefined {
  const pages = pdf.countPages() // throws for more than the file can hold
  let broken = 0
  for (let n = 0; n < pages && broken < MAX_BROKEN_PAGES; n++) {
    if (n >= MAX_PAGES) into.cut()
    if (into.isFull) return undefined
    into.beginPage()
    try {
      into.add(joinHyphens(pageText(pdf, n)))
      broken = 0
    } catch (error) {
      if (isOutOfMemory(error)) return 'too-much-memory'
      broken++
    }
  }
  return broken > 0 ? 'broken' : undefined
}

function pageText(pdf: Pdf, n: number): string {
  const page = pdf.loadPage(n)
  try {
    const text = page.toStructuredText(OPTIONS)
    try {
      return text.asText()
    } finally {
      text.destroy()
    }
  } finally {
    page.destroy()
  }
}
