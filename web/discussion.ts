// A page of a thread: twenty texts, and the stretch of the tree that they stand in.
import { messageRows, type ThreadPlace, type ThreadView } from '#archive/browse.ts'
import { messageLine, type Reader } from './archive-rows.ts'
import { day } from './moments.ts'
import { pager } from './pager.ts'
import { personName } from './person.ts'
import { prose } from './prose.ts'
import { type Outline, outline } from './thread-outline.ts'
import type { Web } from './web.ts'

export const TEXTS_A_PAGE = 20
const ROWS_A_PAGE = 100 // of the tree: a whole number of pages of texts
const TEXT_SHOWN = 20_000 // characters of each message; the rest on its own page

/** Where a page of a thread stands. */
export const pageUrl = (url: string, page: number): string => (page === 1 ? url : `${url}?page=${page}`)

/** Which page of which thread. */
export interface PageOfThread {
  readonly list: { readonly address: string }
  readonly url: string
  readonly page: number
}

/** All that the page shows besides its head. */
export async function discussion(
  { places, lastAt }: ThreadView,
  web: Pick<Web, 'db' | 'texts'>,
  reader: Reader,
  { list, url, page }: PageOfThread,
) {
  const first = (page - 1) * TEXTS_A_PAGE
  const shown = places.slice(first, first + TEXTS_A_PAGE)
  const stretch = Math.floor(first / ROWS_A_PAGE)
  const tree = outline(places, stretch * ROWS_A_PAGE, (stretch + 1) * ROWS_A_PAGE)
  const [rows, texts] = await Promise.all([
    messageRows(web.db, idsOf(places, shown, tree)),
    web.texts.of(
      web.db,
      shown.map(({ id }) => id),
    ),
  ])
  const numbers = new Map(places.map(({ id }, place) => [id, place]))
  const nameOf = (id: number) => {
    const row = rows.get(id)!
    return personName(row.fromName, row.fromAddress, reader)
  }
  const anchor = (id: number) => {
    const n = Math.floor(numbers.get(id)! / TEXTS_A_PAGE) + 1
    return `${n === page ? '' : pageUrl(url, n)}#m-${rows.get(id)!.hash}`
  }
  const answered = (parentId: number | undefined) =>
    parentId === undefined ? undefined : { url: anchor(parentId), name: nameOf(parentId) }
  const messages = shown.map(({ id, parentId }) => ({
    ...messageLine(rows.get(id)!, list, reader),
    parent: answered(parentId),
    text: prose(texts.get(id) ?? '', { ...reader, maxCharacters: TEXT_SHOWN }),
  }))
  const files = messages.flatMap((message) => message.files)
  return {
    messages,
    files,
    side: places.length > 1 || files.length > 0,
    outline: places.length > 1 && {
      rows: tree.rows.map((row) => {
        const { id } = places[row.place]!
        const { hash, datedAt } = rows.get(id)!
        const elsewhere = row.place < first || row.place >= first + TEXTS_A_PAGE
        const answers = row.answers === undefined ? undefined : nameOf(row.answers)
        return {
          before: row.before,
          url: anchor(id),
          anchor: elsewhere && hash,
          name: nameOf(id),
          // The page's head says the year.
          day: day(datedAt, reader.language, reader.timeZone, lastAt),
          answers,
        }
      }),
      end: tree.end,
      pager: stretches(places.length, stretch, url),
    },
    paged: places.length > TEXTS_A_PAGE,
    firstText: first + 1,
    lastText: first + shown.length,
    pager: pager(places.length, TEXTS_A_PAGE, page, (n) => pageUrl(url, n)),
  }
}

/** Everything that the page says something of. */
function idsOf(places: readonly ThreadPlace[], shown: readonly ThreadPlace[], tree: Outline): number[] {
  const ids = new Set(
    shown.flatMap(({ id, parentId }) => [id, ...(parentId === undefined ? [] : [parentId])]),
  )
  for (const { place, answers } of tree.rows) {
    ids.add(places[place]!.id)
    if (answers !== undefined) ids.add(answers)
  }
  return [...ids]
}

/** The stretches of a tree too long for one page: each opens with the first page of its texts. */
function stretches(total: number, stretch: number, url: string) {
  if (total <= ROWS_A_PAGE) return undefined
  const opening = (n: number) => `${pageUrl(url, (n * ROWS_A_PAGE) / TEXTS_A_PAGE + 1)}#outline`
  return {
    first: stretch * ROWS_A_PAGE + 1,
    last: Math.min((stretch + 1) * ROWS_A_PAGE, total),
    total,
    before: stretch > 0 && opening(stretch - 1),
    after: (stretch + 1) * ROWS_A_PAGE < total && opening(stretch + 1),
  }
}
