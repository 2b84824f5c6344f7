import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SearchAway } from '#search/away.ts'
import type { SearchDesk } from '../needs.ts'
import { pageNumber } from '../pager.ts'
import { AWAY_SECONDS, sendHtml } from '../refusals.ts'
import { loginUrl } from '../return-path.ts'
import { listsOf, type Search, type SearchParameters, searchAsked, searchUrl } from '../search/asked.ts'
import { examples } from '../search/examples.ts'
import { MAX_PAGE, pageAsked } from '../search/pages-of-hits.ts'
import { scripted } from '../search/policy.ts'
import { OPEN, resultModel } from '../search/result.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

type Asked = { Querystring: SearchParameters & { page?: string; overview?: string } }
type Parts = Pick<Web, 'settings' | 'site' | 'views'>

/** `/search?q=`: what was found, as fast as can be; how much that is, and of what, comes after. */
export function searchPage(app: FastifyInstance, web: Parts): void {
  app.get<Asked>('/search', async (request, reply) => {
    const search = searchAsked(request.query)
    const desk = await web.site.searchDesk(request.visitor.viewer)
    const { language } = request.visitor
    const { typed, list, sort } = search
    const form = {
      query: typed,
      stranger: request.visitor.viewer === undefined,
      login: loginUrl(request.url),
      lists: desk.lists.map(({ address, title }) => ({ address, title, chosen: address === list })),
      several: desk.lists.length > 1,
      byRelevance: sort === 'relevance',
    }
    const result =
      typed === '' ? { examples: examples(language) } : await resultOf(request, reply, web, desk, search)
    const title =
      typed === '' ? say(language, 'search.title') : say(language, 'search.titled', { query: typed })
    const feed = typed === '' ? {} : { feed: searchUrl('/search.atom', { ...search, sort: 'date' }) }
    const frame = {
      ...frameOf(request),
      title,
      nav: 'search' as const,
      query: typed,
      script: 'later.js',
      ...feed,
    }
    return sendHtml(scripted(reply), web.views.page('search', frame, { ...form, ...result }))
  })
}

async function resultOf(
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
  web: Parts,
  desk: SearchDesk,
  search: Search,
) {
  const lists = listsOf(search, desk)
  const page = Math.min(pageNumber(request.query.page), MAX_PAGE)
  const { query } = search.understood
  const asked = { ...pageAsked(page), sort: search.sort, count: 'capped' as const }
  try {
    const found = await desk.find({ query, lists }, asked)
    const kept: Readonly<Record<string, string>> = request.query.overview === undefined ? {} : OPEN
    return await resultModel(web, desk, { search, lists, found, page, kept }, request.visitor)
  } catch (error) {
    if (!(error instanceof SearchAway)) throw error
    reply.code(503).header('Retry-After', AWAY_SECONDS)
    return { away: true }
  }
}
