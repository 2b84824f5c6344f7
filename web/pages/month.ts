import type { FastifyInstance } from 'fastify'
import { monthsOf, threadsOfMonth } from '#archive/browse.ts'
import { threadLine } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { capital, monthName } from '../moments.ts'
import { pageNumber, pager } from '../pager.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const THREADS_A_PAGE = 50

type Asked = { Params: { month: string }; Querystring: { page?: string } }

/** `/lists/ADDRESS/archive/2026-11`: the threads that wrote in that month. */
export function monthPage(app: FastifyInstance, web: Pick<Web, 'db' | 'site' | 'views'>): void {
  app.get<Asked>('/lists/:address/archive/:month', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const { month } = request.params
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return notFound(request, reply, web)
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const page = pageNumber(request.query.page)
    const [months, { threads, total }] = await Promise.all([
      monthsOf(web.db, list.id, list.timeZone),
      threadsOfMonth(web.db, list.id, list.timeZone, month, {
        limit: THREADS_A_PAGE,
        offset: (page - 1) * THREADS_A_PAGE,
      }),
    ])
    const name = capital(monthName(month, language, 'with-year'))
    const neighbour = (found: { month: string } | undefined) =>
      found && {
        url: `${listUrl(list.address)}/archive/${found.month}`,
        name: monthName(found.month, language, 'with-year'),
      }
    const earlier = neighbour(months.find((one) => one.month < month))
    const later = neighbour(months.findLast((one) => one.month > month))
    const model = {
      list,
      listUrl: listUrl(list.address),
      space: list.space,
      name,
      threadCount: total,
      messages: months.find((one) => one.month === month)?.messages ?? 0,
      threads: threads.map((row) => threadLine(row, list, reader)),
      earlier,
      later,
      neighbours: earlier !== undefined || later !== undefined,
      pager: pager(total, THREADS_A_PAGE, page, (n) => `?page=${n}`),
    }
    const frame = { ...frameOf(request), title: `${name} · ${list.title}`, indexed: list.isPublic }
    return sendHtml(reply, web.views.page('month', frame, model))
  })
}
