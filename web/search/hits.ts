// What a search found, as rows: every word ready for the template.
import type { Hit } from '#search/engine.ts'
import { fileLine, type Reader, subjectOf } from '../archive-rows.ts'
import { listUrl } from '../asked-list.ts'
import { moment } from '../moments.ts'
import type { ReadableList } from '../needs.ts'
import { person } from '../person.ts'
import { markedSnippet } from './marked.ts'

/** Rows in the order found; what was found in a file leads to that file. */
export function hitLines(hits: readonly Hit[], lists: readonly ReadableList[], reader: Reader) {
  const titles = new Map(lists.map(({ address, title }) => [address, title]))
  return hits.map((hit) => hitLine(hit, titles, reader))
}

function hitLine(hit: Hit, titles: ReadonlyMap<string, string>, reader: Reader) {
  return {
    url: hit.url,
    subject: subjectOf(hit.subject, reader),
    author: person(...nameAndAddress(hit.from), reader),
    snippet: markedSnippet(hit.snippet, reader.viewer),
    file: hit.file && fileLine(hit.file, hit.url, reader),
    iso: hit.date.toISOString(),
    at: moment(hit.date, reader.language, reader.timeZone, reader.now),
    list: titles.get(hit.list) ?? hit.list,
    listUrl: listUrl(hit.list),
  }
}

/** `Name <address>`, or an address alone. */
export function nameAndAddress(from: string): [name: string, address: string] {
  const open = from.endsWith('>') ? from.lastIndexOf('<') : -1
  return open === -1 ? ['', from] : [from.slice(0, open).trim(), from.slice(open + 1, -1)]
}
