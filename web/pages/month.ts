import type { FastifyReply, FastifyRequest } from 'fastify'
import { monthsOf, threadsOfMonth } from '#archive/browse.ts'
import { threadLine } from '../archive-rows.ts'
import { feedOf, listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { capital, monthName } from '../moments.ts'
import type { ListView } from '../needs.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { pageNumber, pager } from '../pager.ts'
import { sendHtml } from '../refusals.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const THREADS_A_PAGE = 50

type Parts = Pick<Web, 'db' | 'site' | 'views'>

/** `/lists/ADDRESS/archive/2026-11`: the threads that wrote in that month. */
export async function sendMonth(
  request: FastifyRequest,
  reply: FastifyReply,
  web: Parts,
  list: ListView,
  month: string,
) {
  const { language, viewer } = request.visitor
  const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
  const page = pageNumber((request.query as { page?: string }).page)
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
    feed: `${listUrl(list.address)}/feed.atom`,
    mailbox:
      total > 0 && mayTakeOriginals(list, viewer) && `${listUrl(list.address)}/archive/${month}/mbox.gz`,
    year: month.slice(0, 4),
    neighbours: earlier !== undefined || later !== undefined,
    pager: pager(total, THREADS_A_PAGE, page, (n) => `?page=${n}`),
  }
  welcomeCrawlers(reply, list)
  const title = `${name} · ${list.title}`
  const frame = { ...frameOf(request), title, indexed: list.isPublic, ...feedOf(list) }
  return sendHtml(reply, web.views.page('month', frame, model))
}
