// What crawlers are told: the public archives and the pages that lead there are theirs to read, nothing else (RFC 9309;
// sitemaps.org). A list that is no longer public is gone from here at once.
import type { FastifyInstance } from 'fastify'
import { extentsOf, threadsToCrawl } from '#archive/browse.ts'
import { askedList, listUrl } from './asked-list.ts'
import { isKnown } from './fresh.ts'
import type { ListSummary } from './needs.ts'
import { notFound } from './refusals.ts'
import { escapeHtml } from './sentences.ts'
import type { Web } from './web.ts'

const THREADS_A_MAP = 5_000 // sitemaps.org allows 50,000
const MAX_MAPS = 50_000
const XML = 'application/xml; charset=utf-8'

export function robots(app: FastifyInstance, web: Pick<Web, 'site' | 'db' | 'settings' | 'views'>): void {
  const root = web.settings.web.url.replace(/\/$/, '')

  app.get('/robots.txt', async (_request, reply) => {
    const lists = await publicLists(web)
    const allowed = [
      '/$',
      '/static/',
      '/spaces/',
      '/sitemap.xml',
      ...lists.map(({ address }) => listUrl(address)),
    ]
    const lines = [
      'User-agent: *',
      ...allowed.map((path) => `Allow: ${path}`),
      'Disallow: /',
      '',
      `Sitemap: ${root}/sitemap.xml`,
    ]
    return reply
      .type('text/plain; charset=utf-8')
      .header('Cache-Control', 'public, max-age=3600')
      .send(`${lines.join('\n')}\n`)
  })

  app.get('/sitemap.xml', async (request, reply) => {
    const lists = await publicLists(web)
    const extents = await extentsOf(
      web.db,
      lists.map(({ id }) => id),
    )
    if (await isKnown(request, reply, extents)) return reply
    const addresses = new Map(lists.map(({ id, address }) => [id, address]))
    const maps = extents.flatMap(({ listId, threads, lastAt }) =>
      Array.from({ length: Math.ceil(threads / THREADS_A_MAP) }, (_, i) => {
        const url = `${root}${listUrl(addresses.get(listId)!)}/sitemap/${i + 1}.xml`
        return `<sitemap>${place(url, lastAt)}</sitemap>`
      }),
    )
    return reply.type(XML).send(document('sitemapindex', maps.slice(0, MAX_MAPS)))
  })

  app.get<{ Params: { n: string } }>('/lists/:address/sitemap/:n.xml', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const n = Number(request.params.n)
    if (!list.isPublic || !Number.isInteger(n) || n < 1 || n > MAX_MAPS) return notFound(request, reply, web)
    const threads = await threadsToCrawl(web.db, list.id, {
      limit: THREADS_A_MAP,
      offset: (n - 1) * THREADS_A_MAP,
    })
    if (await isKnown(request, reply, threads)) return reply
    const page = `${root}${listUrl(list.address)}`
    const own =
      n === 1 ? [page, `${page}/archive`, `${page}/files`].map((url) => `<url>${place(url)}</url>`) : []
    const urls = threads.map(({ hash, lastAt }) => `<url>${place(`${page}/threads/${hash}`, lastAt)}</url>`)
    return reply.type(XML).send(document('urlset', [...own, ...urls]))
  })
}

async function publicLists(web: Pick<Web, 'site'>): Promise<ListSummary[]> {
  const spaces = await web.site.spaces(undefined)
  return spaces.flatMap((space) => space.lists.filter((list) => list.public))
}

const place = (url: string, at?: Date): string =>
  `<loc>${escapeHtml(url)}</loc>${at === undefined ? '' : `<lastmod>${at.toISOString()}</lastmod>`}`

const document = (root: string, lines: readonly string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${lines.join('\n')}\n</${root}>\n`
