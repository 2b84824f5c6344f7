import type { FastifyInstance } from 'fastify'
import { thread } from '#archive/browse.ts'
import { LENGTHY_SUBJECT, subjectOf } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { discussion, pageUrl, TEXTS_A_PAGE } from '../discussion.ts'
import { monthAt, span } from '../moments.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { pageNumber } from '../pager.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const MAX_HASH = 60 // characters

type Asked = { Params: { hash: string }; Querystring: { page?: string; message?: string } }

/** `/lists/ADDRESS/threads/HASH`: a discussion, read like a chapter; `?message=HASH` opens it at that message. */
export function threadPage(app: FastifyInstance, web: Pick<Web, 'db' | 'texts' | 'site' | 'views'>): void {
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
