import type { FastifyInstance } from 'fastify'
import { type ThreadView, textsOf, thread } from '#archive/browse.ts'
import { LENGTHY_SUBJECT, messageLine, type Reader, subjectOf } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { monthAt, span } from '../moments.ts'
import { pageNumber, pager } from '../pager.ts'
import { prose } from '../prose.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { outline } from '../thread-outline.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const ALL_TEXTS = 50 // messages: up to so many the page holds every text
const TEXTS_A_PAGE = 20
const OUTLINED = 1000 // messages: a longer tree helps nobody
const TEXT_SHOWN = 20_000 // characters of each message; the rest on its own page

type Asked = { Params: { hash: string }; Querystring: { page?: string } }

/** `/lists/ADDRESS/threads/HASH`: a discussion, read like a chapter. */
export function threadPage(app: FastifyInstance, web: Pick<Web, 'db' | 'blobs' | 'site' | 'views'>): void {
  app.get<Asked>('/lists/:address/threads/:hash', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const found = await thread(web.db, list.id, request.params.hash)
    if (!found) return notFound(request, reply, web)
    const url = `${listUrl(list.address)}/threads/${found.hash}`
    if (request.params.hash !== found.hash) return reply.redirect(url, 301)
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const aPage = found.messages.length > ALL_TEXTS ? TEXTS_A_PAGE : ALL_TEXTS
    const page = Math.min(pageNumber(request.query.page), Math.ceil(found.messages.length / aPage))
    const model = {
      list,
      listUrl: listUrl(list.address),
      space: list.space,
      month: monthAt(found.lastAt, language, list.timeZone),
      ...(await discussion(found, web, reader, { list, url, aPage, page })),
    }
    const frame = {
      ...frameOf(request),
      title: `${subjectOf(found.subject, reader)} · ${list.title}`,
      indexed: list.isPublic,
    }
    return sendHtml(reply, web.views.page('thread', frame, model))
  })
}

interface Place {
  readonly list: { readonly address: string }
  readonly url: string
  readonly aPage: number
  readonly page: number
}

async function discussion(found: ThreadView, web: Pick<Web, 'db' | 'blobs'>, reader: Reader, place: Place) {
  const { aPage, page, url } = place
  const first = (page - 1) * aPage
  const shown = found.messages.slice(first, first + aPage)
  const texts = await textsOf(
    web.db,
    web.blobs,
    shown.map((message) => message.id),
  )
  const lines = new Map(found.messages.map((row) => [row.hash, messageLine(row, place.list, reader)]))
  // Every message keeps its anchor on every page; those whose text is elsewhere lead there.
  const pageUrl = (n: number) => (n === 1 ? url : `${url}?page=${n}`)
  const anchor = (i: number) => {
    const n = Math.floor(i / aPage) + 1
    return `${n === page ? '' : pageUrl(n)}#m-${found.messages[i]?.hash}`
  }
  const messages = found.messages.map((row, i) => {
    const text = texts.get(row.id)
    const parent = row.parentHash === undefined ? undefined : lines.get(row.parentHash)
    return {
      ...lines.get(row.hash)!,
      parent: parent && { hash: parent.hash, name: parent.author.name },
      here: text !== undefined,
      elsewhere: anchor(i),
      text: text === undefined ? undefined : prose(text, { ...reader, maxCharacters: TEXT_SHOWN }),
    }
  })
  const files = messages.flatMap((message) => message.files)
  return {
    subject: subjectOf(found.subject, reader),
    lengthy: found.subject.length > LENGTHY_SUBJECT,
    count: found.messages.length,
    people: new Set(found.messages.map((row) => row.fromAddress.toLowerCase())).size,
    span: span(found.firstAt, found.lastAt, reader.language, reader.timeZone),
    messages,
    outline:
      messages.length > 1 && messages.length <= OUTLINED
        ? outline(found.messages, messages, anchor)
        : undefined,
    files,
    side: messages.length > 1 || files.length > 0,
    paged: found.messages.length > aPage,
    firstText: first + 1,
    lastText: first + shown.length,
    // Past the messages whose text is on the pages before.
    pager: pager(
      found.messages.length,
      aPage,
      page,
      (n) => `${pageUrl(n)}#m-${found.messages[(n - 1) * aPage]?.hash}`,
    ),
  }
}
