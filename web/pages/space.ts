import type { FastifyInstance } from 'fastify'
import { listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { loginUrl } from '../return-path.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

/** `/spaces/SLUG`: one association or collective, and its lists. */
export function spacePage(app: FastifyInstance, web: Pick<Web, 'site' | 'views'>): void {
  app.get<{ Params: { slug: string } }>('/spaces/:slug', async (request, reply) => {
    const { viewer } = request.visitor
    const space = await web.site.space(viewer, request.params.slug)
    if (!space) return notFound(request, reply, web)
    const model = {
      name: space.name,
      description: space.description,
      collective: space.kind === 'collective',
      member: viewer !== undefined,
      login: loginUrl(request.url),
      count: space.lists.length,
      lists: space.lists.map((list) => ({
        title: list.title,
        description: list.description,
        address: list.address,
        url: listUrl(list.address),
        public: list.public,
        known: list.subscribers !== undefined,
        subscribers: list.subscribers,
      })),
    }
    const frame = { ...frameOf(request), title: space.name, nav: 'home', indexed: true } as const
    welcomeCrawlers(reply, { isPublic: true })
    return sendHtml(reply, web.views.page('space', frame, model))
  })
}
