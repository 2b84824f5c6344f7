// OpenDocument text, spreadsheet and presentation (OASIS ODF 1.3): content.xml, and for headers styles.xml.

import type { NoText } from '../extract.ts'
import { localName, type Package } from '../package.ts'
import type { Transcript } from '../transcript.ts'
import type { XmlListener } from '../xml.ts'

const UNREAD = new Set(['text:tracked-changes']) // what was deleted
const PAGES = new Set(['draw:page', 'table:table'])

/** Reads an odt, ods or odp; pages are sheets or slides. */
export function readOpenDocument(pack: Package, mimetype: string, into: Transcript): NoText | undefined {
  if (isLocked(pack, into)) return 'locked'
  const isText = mimetype.startsWith('application/vnd.oasis.opendocument.text')
  pack.read('content.xml', openDocumentText(into, isText ? new Set() : PAGES), into)
  if (isText) {
    into.add('\n\n')
    pack.read('styles.xml', openDocumentText(into, new Set()), into)
  }
  return undefined
}

function isLocked(pack: Package, into: Transcript): boolean {
  let isEncrypted = false
  pack.read(
    'META-INF/manifest.xml',
    {
      open(name) {
        if (localName(name) === 'encryption-data') isEncrypted = true
      },
    },
    into,
  )
  return isEncrypted
}

function openDocumentText(into: Transcript, pages: ReadonlySet<string>): XmlListener {
  let paragraphs = 0
  let unread = 0
  let cells = 0
  return {
    open(name, attributes) {
      if (UNREAD.has(name)) unread++
      if (pages.has(name)) {
        into.beginPage()
        into.add(`${attributes['table:name'] ?? ''}\n`)
      }
      if (name === 'text:p' || name === 'text:h') paragraphs++
      if (name === 'table:table-cell') cells++
      if (name === 'text:s') into.add(' ')
      if (name === 'text:tab') into.add('\t')
      if (name === 'text:line-break') into.add('\n')
    },
    text(text) {
      if (paragraphs > 0 && unread === 0) into.add(text)
    },
    close(name) {
      if (UNREAD.has(name)) unread--
      if (name === 'text:p' || name === 'text:h') {
        paragraphs--
        if (unread === 0) into.add(cells > 0 ? ' ' : '\n')
      }
      if (name === 'table:table-row') into.add('\n')
      if (name !== 'table:table-cell') return
      cells--
      into.add('\t')
    },
  }
}
