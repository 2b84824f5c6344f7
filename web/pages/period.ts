import type { FastifyInstance } from 'fastify'
import { isMonth, isYear } from '#archive/browse.ts'
import { askedList } from '../asked-list.ts'
import { notFound } from '../refusals.ts'
import type { Web } from '../web.ts'
import { sendMonth } from './month.ts'
import { sendYear } from './year.ts'

/** `/lists/ADDRESS/archive/PERIOD`: a month or a year. */
export function periodPages(app: FastifyInstance, web: Pick<Web, 'db' | 'site' | 'views'>): void {
  app.get<{ Params: { period: string } }>('/lists/:address/archive/:period', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const { period } = request.params
    if (isMonth(period)) return sendMonth(request, reply, web, list, period)
    if (isYear(period)) return sendYear(request, reply, web, list, period)
    return notFound(request, reply, web)
  })
}
