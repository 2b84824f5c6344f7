import type { FastifyInstance } from 'fastify'
import { type Month, monthsOf } from '#archive/browse.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { monthName } from '../moments.ts'
import type { Language } from '../needs.ts'
import { sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const PICTURE_HEIGHT = 32 // of a bar, in the picture's units
const BAR_WIDTH = 9
const BAR_STEP = 12
const ROW_WIDTH = 100 // of a month's bar in the table, in the picture's units

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
      years: years(months, language),
    }
    const frame = { ...frameOf(request), title, indexed: list.isPublic }
    return sendHtml(reply, web.views.page('archive', frame, model))
  })
}

/** Years, newest first and open; every picture has the same scale, so that years compare. */
function years(months: readonly Month[], language: Language) {
  const busiest = months.reduce((most, month) => Math.max(most, month.messages), 1)
  return [...Map.groupBy(months, (month) => month.month.slice(0, 4))].map(([year, own], i) => ({
    year,
    open: i === 0,
    messages: own.reduce((sum, month) => sum + month.messages, 0),
    bars: own.map((month) => bar(month, busiest)),
    months: own.map((month) => ({
      ...month,
      name: monthName(month.month, language, 'alone'),
      width: Math.max(1, Math.round((ROW_WIDTH * month.messages) / busiest)),
    })),
  }))
}

function bar(month: Month, busiest: number) {
  const height = Math.max(1, Math.round((PICTURE_HEIGHT * month.messages) / busiest))
  const x = (Number(month.month.slice(5)) - 1) * BAR_STEP
  return { x, y: PICTURE_HEIGHT - height, width: BAR_WIDTH, height }
}
