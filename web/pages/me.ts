import type { FastifyInstance } from 'fastify'
import { listUrl } from '../asked-list.ts'
import { askToSignIn, notFound, sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

/** `/me`: who I am here, my lists and how I receive them. */
export function myPage(app: FastifyInstance, web: Pick<Web, 'site' | 'views'>): void {
  app.get<{ Querystring: { left?: string } }>('/me', async (request, reply) => {
    const { viewer, language } = request.visitor
    if (!viewer) return askToSignIn(request, reply, web)
    const lists = await web.site.myLists(viewer.personId)
    const left = String(request.query.left ?? '')
    const known = left === '' ? undefined : await web.site.list(viewer, left)
    const model = {
      name: viewer.name,
      left: known && 'title' in known ? known.title : undefined,
      lists: lists.map((list) => ({ ...list, url: listUrl(list.address), how: `me.mode.${list.mode}` })),
    }
    const frame = { ...frameOf(request), title: say(language, 'me.title'), nav: 'mine', here: '/me' } as const
    return sendHtml(reply, web.views.page('me', frame, model))
  })

  app.post<{ Body: { list?: string } | undefined }>('/me/leave', async (request, reply) => {
    const { viewer } = request.visitor
    if (!viewer) return askToSignIn(request, reply, web)
    const mine = await web.site.myLists(viewer.personId)
    const list = mine.find((one) => one.address === request.body?.list)
    if (!list) return notFound(request, reply, web)
    await web.site.leaveList(viewer.personId, list.id)
    return reply.redirect(`/me?left=${encodeURIComponent(list.address)}`, 303)
  })
}
