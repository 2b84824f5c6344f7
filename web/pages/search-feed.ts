import type { FastifyInstance } from 'fastify'
import { subjectOf } from '../archive-rows.ts'
import { atom } from '../atom.ts'
import { isKnown } from '../fresh.ts'
import { personName } from '../person.ts'
import { refuse } from '../refusals.ts'
import { listsOf, type SearchParameters, searchAsked, searchUrl } from '../search/asked.ts'
import { nameAndAddress } from '../search/hits.ts'
import { markedSnippet } from '../search/marked.ts'
import { say } from '../sentences.ts'
import type { Web } from '../web.ts'

const ENTRIES = 50
const RATE = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }

type Asked = { Querystring: SearchParameters }

/** `/search.atom?q=`: the newest messages found, for programs that follow them; strangers follow public archives. */
export function searchFeed(app: FastifyInstance, web: Pick<Web, 'site' | 'views' | 'settings'>): void {
  app.get<Asked>('/search.atom', RATE, async (request, reply) => {
    const search = { ...searchAsked(request.query), sort: 'date' as const }
    if (search.typed === '') return refuse(request, reply, web, 400)
    const { language, viewer } = request.visitor
    const desk = await web.site.searchDesk(viewer)
    const what = { query: search.understood.query, lists: listsOf(search, desk) }
    const { hits } = await desk.find(what, { sort: 'date', limit: ENTRIES, offset: 0, count: 'capped' })
    const state = hits.map(({ id, list, subject, snippet }) => [id, list, subject, snippet])
    if (await isKnown(request, reply, [search.typed, search.list, state])) return reply
    const newest = hits[0]?.date
    if (newest !== undefined) reply.header('Last-Modified', newest.toUTCString())
    const { domain, web: site } = web.settings
    const root = site.url.replace(/\/$/, '')
    const ids = new Map(desk.lists.map(({ address, id }) => [address, id]))
    const within = search.list === undefined ? '' : `/list/${what.lists[0]?.id ?? 'none'}`
    const tag = `tag:${domain},2026:`
    return reply.type('application/atom+xml; charset=utf-8').send(
      atom({
        id: `${tag}search/${encodeURIComponent(search.typed)}${within}`,
        title: say(language, 'search.titled', { query: search.typed }),
        self: root + searchUrl('/search.atom', search),
        page: root + searchUrl('/search', search),
        language,
        entries: hits.map((hit) => ({
          id: `${tag}list/${ids.get(hit.list)}/messages/${hit.url.slice(hit.url.lastIndexOf('/') + 1)}`,
          title: subjectOf(hit.subject, { language, viewer }),
          author: personName(...nameAndAddress(hit.from), { language, viewer }),
          at: hit.date,
          url: root + hit.url,
          html: `<p>${markedSnippet(hit.snippet, viewer)}</p>`,
        })),
      }),
    )
  })
}
