import type { FastifyInstance } from 'fastify'
import { messageRows, type ThreadPlace, type ThreadView, textsOf, thread } from '#archive/browse.ts'
import { LENGTHY_SUBJECT, messageLine, type Reader, subjectOf } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { day, monthAt, span } from '../moments.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { pageNumber, pager } from '../pager.ts'
import { personName } from '../person.ts'
import { prose } from '../prose.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { type Outline, outline } from '../thread-outline.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const TEXTS_A_PAGE = 20
const ROWS_A_PAGE = 100 // of the tree: a whole number of pages of texts
const TEXT_SHOWN = 20_000 // characters of each message; the rest on its own page
const MAX_HASH = 60 // characters

type Asked = { Params: { hash: string }; Querystring: { page?: string; message?: string } }

/** `/lists/ADDRESS/threads/HASH`: a discussion, read like a chapter; `?message=HASH` opens it at that message. */
export function threadPage(app: FastifyInstance, web: Pick<Web, 'db' | 'blobs' | 'site' | 'views'>): void {
  app.get<Asked>('/lists/:address/threads/:hash', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const wanted = hashAsked(request.query.message)
    const found = await thread(web.db, list.id, request.params.hash, wanted)
    if (!found) return notFound(request, reply, web)
    const url = `${listUrl(list.address)}/threads/${found.hash}`
    if (request.params.hash !== found.hash) {
      const message = wanted ?? request.params.hash.toLowerCase()
      const there =
        found.asked === undefined || message === found.hash ? '' : `?message=${message}#m-${message}`
      return reply.redirect(url + there, 301)
    }
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const at = wanted === undefined ? -1 : found.places.findIndex(({ id }) => id === found.asked)
    const last = Math.ceil(found.places.length / TEXTS_A_PAGE)
    const page =
      at === -1 ? Math.min(pageNumber(request.query.page), last) : Math.floor(at / TEXTS_A_PAGE) + 1
    const subject = subjectOf(found.subject, reader)
    const near = (one: { hash: string; subject: string } | undefined) =>
      one && { url: `${listUrl(list.address)}/threads/${one.hash}`, subject: subjectOf(one.subject, reader) }
    const model = {
      list,
      listUrl: listUrl(list.address),
      space: list.space,
      month: monthAt(found.lastAt, language, list.timeZone),
      subject,
      lengthy: subject.length > LENGTHY_SUBJECT,
      count: found.places.length,
      people: found.people,
      span: span(found.firstAt, found.lastAt, language, list.timeZone),
      ...(await discussion(found, web, reader, { list, url, page })),
      previous: near(found.previous),
      next: near(found.next),
      neighbours: found.previous !== undefined || found.next !== undefined,
      feed: `${url}/feed.atom`,
      mailbox: mayTakeOriginals(list, viewer) && `${url}/mbox.gz`,
    }
    welcomeCrawlers(reply, list)
    const frame = {
      ...frameOf(request),
      title: `${subject} · ${list.title}`,
      indexed: list.isPublic,
      ...(list.isPublic && { feed: `${url}/feed.atom` }),
      ...(at !== -1 && { canonical: pageUrl(url, page) }),
    }
    return sendHtml(reply, web.views.page('thread', frame, model))
  })
}

function hashAsked(message: unknown): string | undefined {
  return typeof message === 'string' && message.length <= MAX_HASH ? message.toLowerCase() : undefined
}

const pageUrl = (url: string, page: number): string => (page === 1 ? url : `${url}?page=${page}`)

interface Place {
  readonly list: { readonly address: string }
  readonly url: string
  readonly page: number
}

/** The texts of one page, and the stretch of the tree that they stand in. */
async function discussion(
  { places, lastAt }: ThreadView,
  web: Pick<Web, 'db' | 'blobs'>,
  reader: Reader,
  { list, url, page }: Place,
) {
  const first = (page - 1) * TEXTS_A_PAGE
  const shown = places.slice(first, first + TEXTS_A_PAGE)
  const stretch = Math.floor(first / ROWS_A_PAGE)
  const tree = outline(places, stretch * ROWS_A_PAGE, (stretch + 1) * ROWS_A_PAGE)
  const [rows, texts] = await Promise.all([
    messageRows(web.db, idsOf(places, shown, tree)),
    textsOf(
      web.db,
      web.blobs,
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
