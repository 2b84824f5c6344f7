import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Facets, Found, Hit } from '#search/engine.ts'
import { MAX_QUERY_CHARS } from '#search/query/parse.ts'
import { printQuery } from '#search/query/print.ts'
import type { Viewer } from '../needs.ts'
import { maskAddresses } from '../person.ts'
import { refuse } from '../refusals.ts'
import { listsOf, type SearchParameters, searchAsked } from '../search/asked.ts'
import { plainSnippet } from '../search/marked.ts'
import { said } from '../search/said.ts'
import type { Web } from '../web.ts'

export const DEFAULT_LIMIT = 25
export const MAX_LIMIT = 100
export const MAX_OFFSET = 10_000
/** Counting all is dear. */
const RATE = { config: { rateLimit: { max: 120, timeWindow: '1 minute' } } }

type Asked = { Querystring: SearchParameters & { limit?: string; offset?: string } }

/**
 * `GET /api/v1/search`: answers as the command `relais search --json` does, within the reader's rights; under it what
 * the whole answer is made of.
 */
export function searchApi(app: FastifyInstance, web: Pick<Web, 'site' | 'views' | 'settings'>): void {
  const root = web.settings.web.url.replace(/\/$/, '')
  app.get<Asked>('/api/v1/search', async (request, reply) => {
    const asked = await opened(request, web)
    if (asked === undefined) return refuse(request, reply, web, 400)
    const { search, desk, what, viewer, language } = asked
    const found = await desk.find(what, {
      sort: search.sort,
      limit: bounded(request.query.limit, DEFAULT_LIMIT, MAX_LIMIT),
      offset: bounded(request.query.offset, 0, MAX_OFFSET),
      count: 'exact',
    })
    return {
      total: found.total,
      hits: found.hits.map((hit) => hitFor(hit, root, viewer)),
      understood: {
        query: printQuery(what.query),
        sentence: said(what.query, { language, lists: desk.lists }),
        notes: notesOf(search.understood.notes, found),
      },
    }
  })

  app.get<Asked>('/api/v1/search/facets', RATE, async (request, reply) => {
    const asked = await opened(request, web)
    if (asked === undefined) return refuse(request, reply, web, 400)
    return facetsFor(await asked.desk.facets(asked.what), asked.viewer)
  })

  app.get<Asked>('/api/v1/search/timeline', RATE, async (request, reply) => {
    const asked = await opened(request, web)
    if (asked === undefined) return refuse(request, reply, web, 400)
    const { counted, counts, months } = await asked.desk.timeline(asked.what)
    return { counted, counts, months }
  })
}

/** What is asked, and with whose rights; undefined without a question, or with one too long. */
async function opened(request: FastifyRequest<Asked>, web: Pick<Web, 'site'>) {
  const search = searchAsked(request.query)
  if (search.typed === '' || search.typed.length > MAX_QUERY_CHARS) return undefined
  const { viewer, language } = request.visitor
  const desk = await web.site.searchDesk(viewer)
  const lists = listsOf(search, desk)
  return { search, desk, viewer, language, what: { query: search.understood.query, lists } }
}

function hitFor(hit: Hit, root: string, viewer: Viewer | undefined) {
  const { id, messageId, list, date, from, subject, kind, file, snippet, url } = hit
  return {
    id,
    messageId,
    list,
    date,
    from: maskAddresses(from, viewer),
    subject: maskAddresses(subject, viewer),
    kind,
    ...(file && { fileName: maskAddresses(file.name, viewer) }),
    snippet: plainSnippet(snippet, viewer),
    url: root + url,
  }
}

function facetsFor(
  { counted, counts, spaces, lists, years, people, fileKinds }: Facets,
  viewer: Viewer | undefined,
) {
  const shown = people.map(({ address, name, messages }) => ({
    address: maskAddresses(address, viewer),
    name: maskAddresses(name, viewer),
    messages,
  }))
  return { counted, counts, spaces, lists, years, people: shown, fileKinds }
}

/** The questions' notes and the engine's, alike. */
function notesOf(notes: readonly { name: string; text: string }[], found: Found) {
  return [...notes, ...found.notes].map(({ name, text }) => ({ name, text }))
}

function bounded(value: string | undefined, standard: number, most: number): number {
  const number = Number(value ?? standard)
  return Number.isInteger(number) && number >= 0 ? Math.min(number, most) : standard
}
