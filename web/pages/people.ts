import type { FastifyInstance } from 'fastify'
import { messagesOfWriter, peopleOf, type Writer, writerOf } from '#archive/browse.ts'
import { messageLine, type Reader } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { span } from '../moments.ts'
import { pageNumber, pager } from '../pager.ts'
import { person } from '../person.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const PEOPLE_A_PAGE = 50
const MESSAGES_A_PAGE = 50

type Asked = { Params: { hash: string }; Querystring: { page?: string } }

/** `/lists/ADDRESS/people`, and under it what one of them wrote. Search engines keep neither: nobody asked for a file
 * on themselves by writing to a list. */
export function peoplePages(app: FastifyInstance, web: Pick<Web, 'db' | 'site' | 'views'>): void {
  app.get<Asked>('/lists/:address/people', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const page = pageNumber(request.query.page)
    const { people, total } = await peopleOf(web.db, list.id, {
      limit: PEOPLE_A_PAGE,
      offset: (page - 1) * PEOPLE_A_PAGE,
    })
    const title = say(language, 'people.title', { list: list.title })
    const model = {
      title,
      list,
      listUrl: listUrl(list.address),
      space: list.space,
      atPeople: true,
      mailto: `mailto:${list.address}`,
      total,
      people: people.map((writer) => writerLine(writer, list, reader)),
      pager: pager(total, PEOPLE_A_PAGE, page, (n) => `?page=${n}`),
    }
    return sendHtml(reply, web.views.page('people', { ...frameOf(request), title }, model))
  })

  app.get<Asked>('/lists/:address/people/:hash', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const writer = await writerOf(web.db, list.id, request.params.hash)
    if (!writer) return notFound(request, reply, web)
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const page = pageNumber(request.query.page)
    const rows = await messagesOfWriter(web.db, list.id, writer.address, {
      limit: MESSAGES_A_PAGE,
      offset: (page - 1) * MESSAGES_A_PAGE,
    })
    const line = writerLine(writer, list, reader)
    const model = {
      list,
      listUrl: listUrl(list.address),
      space: list.space,
      ...line,
      messages: rows.map((row) => messageLine(row, list, reader)),
      pager: pager(writer.messages, MESSAGES_A_PAGE, page, (n) => `?page=${n}`),
    }
    const title = `${line.author.name} · ${list.title}`
    const frame = { ...frameOf(request), title, canonical: line.url }
    return sendHtml(reply, web.views.page('person', frame, model))
  })
}

function writerLine(writer: Writer, list: { address: string }, reader: Reader) {
  return {
    url: `${listUrl(list.address)}/people/${writer.hash}`,
    author: person(writer.name, writer.address, reader),
    count: writer.messages,
    span: span(writer.firstAt, writer.lastAt, reader.language, reader.timeZone),
  }
}
