import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SearchAway } from '#search/away.ts'
import type { EngineNote, Found } from '#search/engine.ts'
import type { ReadableList, SearchDesk } from '../needs.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { pageNumber } from '../pager.ts'
import { AWAY_SECONDS, sendHtml } from '../refusals.ts'
import { loginUrl } from '../return-path.ts'
import { listsOf, type Search, type SearchParameters, searchAsked, searchUrl } from '../search/asked.ts'
import { standing, wider } from '../search/conditions.ts'
import { countSaid } from '../search/count.ts'
import { examples } from '../search/examples.ts'
import { hitLines } from '../search/hits.ts'
import { noteLines } from '../search/notes.ts'
import { overviewOf } from '../search/overview.ts'
import { HITS_A_PAGE, hitPager, MAX_PAGE, pageAsked } from '../search/pages-of-hits.ts'
import { scripted } from '../search/policy.ts'
import { said } from '../search/said.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const OPEN = { overview: '1' }

type Asked = { Querystring: SearchParameters & { page?: string; overview?: string } }
type Parts = Pick<Web, 'db' | 'settings' | 'site' | 'views'>

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
  const lists = await listsOf(search, desk)
  const page = Math.min(pageNumber(request.query.page), MAX_PAGE)
  const { query } = search.understood
  const asked = { ...pageAsked(page), sort: search.sort, count: 'capped' as const }
  try {
    const found = await desk.find({ query, lists }, asked)
    return await foundModel(request, web, desk, { search, lists, found, page })
  } catch (error) {
    if (!(error instanceof SearchAway)) throw error
    reply.code(503).header('Retry-After', AWAY_SECONDS)
    return { away: true }
  }
}

interface Result {
  readonly search: Search
  readonly lists: readonly ReadableList[]
  readonly found: Found
  readonly page: number
}

async function foundModel(
  request: FastifyRequest<Asked>,
  web: Parts,
  desk: SearchDesk,
  { search, lists, found, page }: Result,
) {
  const { language, viewer } = request.visitor
  const { query, notes } = search.understood
  const kept = request.query.overview === undefined ? {} : OPEN
  const reader = { language, viewer, timeZone: web.settings.instance.timeZone, now: new Date() }
  const narrowing = { search, language, viewer, kept }
  const [hits, overview, ways] = await Promise.all([
    hitLines(web, found.hits.slice(0, HITS_A_PAGE), desk.lists, reader),
    request.query.overview === undefined ? undefined : unlessAway(overviewOf(desk, narrowing)),
    found.total === 0 ? unlessAway(wider(search, desk, language)) : undefined,
  ])
  return {
    asked: true,
    count: countSaid(found, language),
    countLater: found.totalIs === 'exact' ? undefined : searchUrl('/search/count', search),
    said: said(query, { language, lists: desk.lists }),
    notes: noteLines([...notes, ...found.notes, ...unreadable(search, lists)], search, language),
    // Of an empty result what may be taken away is shown with what it would bring.
    standing: found.total > 0 ? standing(search, desk.lists, language, kept) : [],
    hits,
    any: found.total > 0,
    ways,
    overview,
    overviewLater: searchUrl('/search/overview', search),
    overviewHere: searchUrl('/search', search, OPEN),
    pager: hitPager(found, page, (n) => searchUrl('/search', search, { ...kept, page: n })),
    firstPage: searchUrl('/search', search, kept),
    feed: searchUrl('/search.atom', { ...search, sort: 'date' }),
    list: search.list,
    mayTakeMails: lists.some((one) => mayTakeOriginals(one, viewer)),
  }
}

/** What is beside the hits is left out while it can't be had. */
async function unlessAway<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof SearchAway) return undefined
    throw error
  }
}

/** The list of the address, where there is none that may be read. */
function unreadable({ list }: Search, lists: readonly ReadableList[]): readonly EngineNote[] {
  return list === undefined || lists.length > 0 ? [] : [{ name: 'unknown-list', text: list }]
}
