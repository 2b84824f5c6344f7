import type { FastifyInstance } from 'fastify'
import { sendHtml } from '../refusals.ts'
import { helpFor } from '../search/help.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

/** `/search/help`: what can be asked, with examples that are links. */
export function searchHelp(app: FastifyInstance, web: Pick<Web, 'views'>): void {
  app.get('/search/help', async (request, reply) => {
    const { language } = request.visitor
    const title = say(language, 'search.help.title')
    return sendHtml(
      reply,
      web.views.page('search-help', { ...frameOf(request), title, nav: 'search' }, helpFor(language)),
    )
  })
}
