import type { FastifyInstance } from 'fastify'
import { monthsOf } from '#archive/browse.ts'
import { askedList, feedOf, listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { monthName } from '../moments.ts'
import { yearsOf } from '../month-table.ts'
import { sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

/** `/lists/ADDRESS/archive`: years and months, drawn and counted. */
export function archivePage(app: FastifyInstance, web: Pick<Web, 'db' | 'site' | 'views'>): void {
  app.get('/lists/:address/archive', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const { language } = request.visitor
    const months = await monthsOf(web.db, list.id, list.timeZone)
    const title = say(language, 'archive.title', { list: list.title })
    const first = months.at(-1)
    const last = months[0]
    const model = {
      title,
      list,
      mailto: `mailto:${list.address}`,
      listUrl: listUrl(list.address),
      space: list.space,
      messages: months.reduce((sum, month) => sum + month.messages, 0),
      from: first && monthName(first.month, language, 'with-year'),
      to: last && monthName(last.month, language, 'with-year'),
      oneMonth: months.length === 1,
      years: yearsOf(months, language),
      atMonths: true,
      feed: `${listUrl(list.address)}/feed.atom`,
    }
    welcomeCrawlers(reply, list)
    const frame = { ...frameOf(request), title, indexed: list.isPublic, ...feedOf(list) }
    return sendHtml(reply, web.views.page('archive', frame, model))
  })
}
