import type { FastifyReply, FastifyRequest } from 'fastify'
import { busiestThreads, type Month, monthsOf } from '#archive/browse.ts'
import { threadLine } from '../archive-rows.ts'
import { feedOf, listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { yearsOf } from '../month-table.ts'
import type { ListView } from '../needs.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { sendHtml } from '../refusals.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const BUSIEST = 10

type Parts = Pick<Web, 'db' | 'site' | 'views'>

/** `/lists/ADDRESS/archive/2026`: the months of a year, and what was most discussed. */
export async function sendYear(
  request: FastifyRequest,
  reply: FastifyReply,
  web: Parts,
  list: ListView,
  year: string,
) {
  const { language, viewer } = request.visitor
  const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
  const [months, threads] = await Promise.all([
    monthsOf(web.db, list.id, list.timeZone),
    busiestThreads(web.db, list.id, list.timeZone, year, BUSIEST),
  ])
  const found = yearsOf(months, language).find((one) => one.year === year)
  const url = `${listUrl(list.address)}/archive`
  const near = neighbours(months, year)
  const model = {
    list,
    listUrl: listUrl(list.address),
    space: list.space,
    year,
    ...found,
    threads: threads.map((row) => ({ ...threadLine(row, list, reader), inMonth: 0, inYear: inYear(row) })),
    earlier: near.earlier && { url: `${url}/${near.earlier}`, name: near.earlier },
    later: near.later && { url: `${url}/${near.later}`, name: near.later },
    neighbours: near.earlier !== undefined || near.later !== undefined,
    files: `${listUrl(list.address)}/files?year=${year}`,
    feed: `${listUrl(list.address)}/feed.atom`,
    mailbox: found && mayTakeOriginals(list, viewer) && `${url}/${year}/mbox.gz`,
  }
  welcomeCrawlers(reply, list)
  const frame = {
    ...frameOf(request),
    title: `${year} · ${list.title}`,
    indexed: list.isPublic,
    ...feedOf(list),
  }
  return sendHtml(reply, web.views.page('year', frame, model))
}

const inYear = (row: { inMonth: number; messages: number }): number =>
  row.inMonth < row.messages ? row.inMonth : 0

function neighbours(months: readonly Month[], year: string): { earlier?: string; later?: string } {
  const earlier = months.find(({ month }) => month < year)?.month.slice(0, 4)
  const later = months.findLast(({ month }) => month.slice(0, 4) > year)?.month.slice(0, 4)
  return { ...(earlier && { earlier }), ...(later && { later }) }
}
