// What a search found, as rows: every word ready for the template.
import { type MessageRow, messageRows } from '#archive/browse.ts'
import type { Hit } from '#search/engine.ts'
import { fileLine, type Reader, subjectOf } from '../archive-rows.ts'
import { listUrl } from '../asked-list.ts'
import { moment } from '../moments.ts'
import type { ReadableList } from '../needs.ts'
import { maskAddresses, person } from '../person.ts'
import type { Web } from '../web.ts'
import { markedSnippet } from './marked.ts'

/** Rows in the order found; what was found in a file leads to that file. */
export async function hitLines(
  web: Pick<Web, 'db'>,
  hits: readonly Hit[],
  lists: readonly ReadableList[],
  reader: Reader,
) {
  const titles = new Map(lists.map(({ address, title }) => [address, title]))
  const inFiles = hits.filter(({ kind }) => kind === 'file').map(({ id }) => id)
  const rows = inFiles.length === 0 ? new Map<number, MessageRow>() : await messageRows(web.db, inFiles)
  return hits.map((hit) => hitLine(hit, rows.get(hit.id), titles, reader))
}

function hitLine(hit: Hit, row: MessageRow | undefined, titles: ReadonlyMap<string, string>, reader: Reader) {
  return {
    url: hit.url,
    subject: subjectOf(hit.subject, reader),
    author: person(...nameAndAddress(hit.from), reader),
    snippet: markedSnippet(hit.snippet, reader.viewer),
    file: hit.kind === 'file' ? fileOf(hit, row, reader) : undefined,
    iso: hit.date.toISOString(),
    at: moment(hit.date, reader.language, reader.timeZone, reader.now),
    list: titles.get(hit.list) ?? hit.list,
    listUrl: listUrl(hit.list),
  }
}

function fileOf({ fileName = '', url }: Hit, row: MessageRow | undefined, reader: Reader) {
  const known = row?.attachments.find(({ name }) => name === fileName)
  return known === undefined ? { name: maskAddresses(fileName, reader.viewer) } : fileLine(known, url, reader)
}

/** `Name <address>`, or an address alone. */
export function nameAndAddress(from: string): [name: string, address: string] {
  const open = from.endsWith('>') ? from.lastIndexOf('<') : -1
  return open === -1 ? ['', from] : [from.slice(0, open).trim(), from.slice(open + 1, -1)]
}
