import type { FileToRead, NoText } from '../extract.ts'
import { Package } from '../package.ts'
import type { Transcript } from '../transcript.ts'
import { zipEntries } from '../zip.ts'
import { readOpenDocument } from './opendocument.ts'
import { readSlides } from './slides.ts'
import { readSpreadsheet } from './spreadsheet.ts'
import { readWord } from './word.ts'
import { readNames } from './zip-names.ts'

/** Reads what comes as a zip: an office file's text (macros are never looked at), else the names in the archive. */
export function readZip(
  { bytes }: FileToRead,
  into: Transcript,
): NoText | undefined | Promise<NoText | undefined> {
  const zip = zipEntries(bytes)
  if (zip === undefined) return 'broken'
  const pack = new Package(bytes, zip.entries)
  const [word] = pack.find(/^word\/document\d*\.xml$/)
  if (word !== undefined) return readWord(pack, word, into)
  if (pack.find(/^xl\/workbook\.xml$/).length > 0) return readSpreadsheet(pack, into)
  if (pack.find(/^ppt\/presentation\.xml$/).length > 0) return readSlides(pack, into)
  const mimetype = pack.beginning('mimetype')
  if (mimetype.startsWith('application/vnd.oasis.opendocument.'))
    return readOpenDocument(pack, mimetype, into)
  if (pack.find(/^\[Content_Types\]\.xml$/).length > 0) return 'not-known'
  return readNames(zip, into)
}
