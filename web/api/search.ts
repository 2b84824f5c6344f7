import type { FastifyInstance } from 'fastify'
import { maskAddresses } from '../person.ts'
import { refuse } from '../refusals.ts'
import { listAsked, MAX_QUERY, sortAsked } from '../search-request.ts'
import type { Web } from '../web.ts'

const DEFAULT_LIMIT = 25
const MAX_LIMIT = 100
const MAX_OFFSET = 10_000

type Asked = { Querystring: { q?: string; list?: string; sort?: string; limit?: string; offset?: string } }

/** `GET /api/v1/search`: answers as the command `relais search --json` does, within the reader's rights. */
export function searchApi(app: FastifyInstance, web: Pick<Web, 'site' | 'views' | 'settings'>): void {
  app.get<Asked>('/api/v1/search', async (request, reply) => {
    const { viewer } = request.visitor
    const query = String(request.query.q ?? '').trim()
    if (query === '' || query.length > MAX_QUERY) return refuse(request, reply, web, 400)
    const { total, hits } = await web.site.search(query, {
      viewer,
      list: listAsked(request.query.list),
      sort: sortAsked(request.query.sort),
      limit: bounded(request.query.limit, DEFAULT_LIMIT, MAX_LIMIT),
      offset: bounded(request.query.offset, 0, MAX_OFFSET),
    })
    return {
      total,
      hits: hits.map((hit) => ({
        ...hit,
        from: maskAddresses(hit.from, viewer),
        subject: maskAddresses(hit.subject, viewer),
        snippet: maskAddresses(hit.snippet.replace(/[\u0002\u0003]/g, ''), viewer),
      })),
    }
  })
}

function bounded(value: string | undefined, standard: number, most: number): number {
  const number = Number(value ?? standard)
  return Number.isInteger(number) && number >= 0 ? Math.min(number, most) : standard
}
