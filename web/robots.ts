import type { FastifyInstance } from 'fastify'
import { listUrl } from './asked-list.ts'
import type { Web } from './web.ts'

/** Search engines may read the public archives and the pages that lead there, nothing else (RFC 9309). */
export function robots(app: FastifyInstance, web: Pick<Web, 'site'>): void {
  app.get('/robots.txt', async (_request, reply) => {
    const spaces = await web.site.spaces(undefined)
    const lists = spaces.flatMap((space) => space.lists.filter((list) => list.public))
    const allowed = ['/$', '/static/', '/spaces/', ...lists.map((list) => listUrl(list.address))]
    const lines = ['User-agent: *', ...allowed.map((path) => `Allow: ${path}`), 'Disallow: /']
    return reply
      .type('text/plain; charset=utf-8')
      .header('Cache-Control', 'public, max-age=3600')
      .send(`${lines.join('\n')}\n`)
  })
}
