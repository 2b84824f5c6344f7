import type { FastifyInstance } from 'fastify'
import { type Reader, subjectOf } from '../archive-rows.ts'
import { listUrl } from '../asked-list.ts'
import { moment } from '../moments.ts'
import type { SearchHit } from '../needs.ts'
import { pageNumber, pager } from '../pager.ts'
import { keepTogether } from '../paragraphs.ts'
import { maskAddresses, person } from '../person.ts'
import { sendHtml } from '../refusals.ts'
import { loginUrl } from '../return-path.ts'
import { listAsked, MAX_QUERY, sortAsked } from '../search-request.ts'
import { escapeHtml, say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const HITS_A_PAGE = 20
const MAX_PAGE = 500 // beyond, a narrower question serves better

type Asked = { Querystring: { q?: string; list?: string; sort?: string; page?: string } }

/** `/search?q=`: words, one list or all, newest first. */
export function searchPage(app: FastifyInstance, web: Pick<Web, 'settings' | 'site' | 'views'>): void {
  app.get<Asked>('/search', async (request, reply) => {
    const { language, viewer } = request.visitor
    const query = String(request.query.q ?? '')
      .trim()
      .slice(0, MAX_QUERY)
    const list = listAsked(request.query.list)
    const sort = sortAsked(request.query.sort)
    const page = Math.min(pageNumber(request.query.page), MAX_PAGE)
    const offset = (page - 1) * HITS_A_PAGE
    const [spaces, found] = await Promise.all([
      web.site.spaces(viewer),
      query === '' ? undefined : web.site.search(query, { viewer, list, sort, limit: HITS_A_PAGE, offset }),
    ])
    const lists = spaces.flatMap((space) => space.lists.filter((one) => one.mayRead))
    const titles = new Map(lists.map((one) => [one.address, one.title]))
    const reader = { language, viewer, timeZone: web.settings.instance.timeZone, now: new Date() }
    const others = new URLSearchParams({ q: query, ...(list && { list }), sort })
    const model = {
      query,
      stranger: viewer === undefined,
      login: loginUrl(request.url),
      lists: lists.map((one) => ({ address: one.address, title: one.title, chosen: one.address === list })),
      byRelevance: sort === 'relevance',
      asked: found !== undefined,
      total: found?.total,
      hits: found?.hits.map((hit) => hitLine(hit, titles, reader)),
      pager: found && pager(found.total, HITS_A_PAGE, page, (n) => `/search?${others}&page=${n}`),
    }
    const title = query === '' ? say(language, 'search.title') : say(language, 'search.titled', { query })
    return sendHtml(
      reply,
      web.views.page('search', { ...frameOf(request), title, nav: 'search', query }, model),
    )
  })
}

function hitLine(hit: SearchHit, titles: ReadonlyMap<string, string>, reader: Reader) {
  const at = new Date(hit.date)
  return {
    url: hit.url,
    subject: subjectOf(hit.subject, reader),
    author: person(...nameAndAddress(hit.from), reader),
    snippet: marked(maskAddresses(hit.snippet, reader.viewer)),
    iso: at.toISOString(),
    at: moment(at, reader.language, reader.timeZone, reader.now),
    list: titles.get(hit.list) ?? hit.list,
    listUrl: listUrl(hit.list),
  }
}

/** `Name <address>`, or an address alone. */
function nameAndAddress(from: string): [name: string, address: string] {
  const open = from.endsWith('>') ? from.lastIndexOf('<') : -1
  return open === -1 ? ['', from] : [from.slice(0, open).trim(), from.slice(open + 1, -1)]
}

/** Found words stand between U+0002 and U+0003. */
function marked(snippet: string): string {
  return keepTogether(escapeHtml(snippet))
    .replace(/\u0002([^\u0002\u0003]*)\u0003/g, '<mark>$1</mark>')
    .replace(/[\u0002\u0003]/g, '')
}
