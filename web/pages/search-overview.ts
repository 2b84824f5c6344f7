import type { FastifyInstance, FastifyRequest } from 'fastify'
import { sendHtml } from '../refusals.ts'
import { listsOf, type SearchParameters, searchAsked } from '../search/asked.ts'
import { countSaid } from '../search/count.ts'
import { overviewOf } from '../search/overview.ts'
import { escapeHtml } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

/** Counting all is dear: a page asks for each once. */
const RATE = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }

type Asked = { Querystring: SearchParameters }

/** `/search/overview` and `/search/count`: fragments that the page of a search fetches after itself. */
export function searchOverview(app: FastifyInstance, web: Pick<Web, 'site' | 'views'>): void {
  app.get<Asked>('/search/overview', RATE, async (request, reply) => {
    const { language, viewer } = request.visitor
    const { search, desk } = await opened(request, web)
    const overview = await overviewOf(desk, { search, language, viewer, kept: {} })
    return sendHtml(reply, web.views.fragment('search-overview', frameOf(request), { overview }))
  })

  app.get<Asked>('/search/count', RATE, async (request, reply) => {
    const { search, desk } = await opened(request, web)
    const what = { query: search.understood.query, lists: listsOf(search, desk) }
    const found = await desk.find(what, { sort: 'date', limit: 0, offset: 0, count: 'exact' })
    return sendHtml(reply, escapeHtml(countSaid(found, request.visitor.language)))
  })
}

async function opened(request: FastifyRequest<Asked>, web: Pick<Web, 'site'>) {
  return { search: searchAsked(request.query), desk: await web.site.searchDesk(request.visitor.viewer) }
}
