import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { RESULT_BYTES, type ResultContent, writeResult } from '#archive/export/result.ts'
import { firstWithin, foundMails } from '#archive/export/result-rows.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { refuse, sendHtml } from '../refusals.ts'
import { listsOf, type SearchParameters, searchAsked, searchUrl } from '../search/asked.ts'
import { type Collected, collected } from '../search/collect.ts'
import { asOf, dayAsked, fileName, formatAsked, today } from '../search/export-asked.ts'
import { resultLines } from '../search/export-lines.ts'
import { manifestOf } from '../search/manifest.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'
import { disposition } from './originals.ts'

const RATE = { config: { rateLimit: { max: 30, timeWindow: '10 minutes' } } }
const MOST_AT_ONCE = 2 // of the whole server
/** Who reads slower than this costs little, and keeps nobody waiting. */
const HELD_MS = 120_000

type Asked = { Querystring: SearchParameters & { format?: string; asOf?: string } }
type Parts = Pick<Web, 'db' | 'blobs' | 'settings' | 'site' | 'views' | 'log'>

/** `/search/export?q=&format=csv|jsonl|mbox`: a whole result as one zip, the same bytes each time. */
export function searchExport(app: FastifyInstance, web: Parts): void {
  let running = 0
  app.get<Asked>('/search/export', { ...RATE, exposeHeadRoute: false }, async (request, reply) => {
    const search = searchAsked(request.query)
    const format = formatAsked(request.query.format)
    const day = dayAsked(request.query.asOf)
    const isDay = request.query.asOf === undefined || day !== undefined
    if (search.typed === '' || format === undefined || !isDay) return refuse(request, reply, web, 400)
    const { viewer } = request.visitor
    const { timeZone } = web.settings.instance
    const desk = await web.site.searchDesk(viewer)
    const readable = listsOf(search, desk)
    const lists = format === 'mbox' ? readable.filter((list) => mayTakeOriginals(list, viewer)) : readable
    if (format === 'mbox' && lists.length === 0)
      return sendRefusal(request, reply, web, 'search.take.refused', 403)
    if (running >= MOST_AT_ONCE)
      return sendRefusal(request, reply.header('Retry-After', 60), web, 'search.take.busy', 429)
    running++
    // Once, however it ends.
    const done = once(() => void running--)
    setTimeout(done, HELD_MS).unref()
    try {
      const query = asOf(search.understood.query, day)
      const { hits: all, found } = await collected(desk, { query, lists })
      const hits = format === 'mbox' ? await newestWithin(web, all) : all
      const date = day ?? today(timeZone)
      const leftOut = readable.filter((list) => !lists.includes(list))
      const manifest = manifestOf(web, { search, format, date, viewer, found, hits, lists, leftOut })
      const bytes = Readable.from(writeResult(contentOf(web, format, hits, request), manifest), {
        objectMode: false,
      })
      bytes.once('close', done)
      bytes.once('error', (error) => web.log.error({ err: error }, 'A search result was cut short'))
      return reply
        .type('application/zip')
        .header('Content-Disposition', disposition('attachment', fileName(search.typed, date)))
        .header('Cache-Control', 'private, no-store')
        .send(bytes)
    } catch (error) {
      done()
      throw error
    }
  })
}

function contentOf(
  web: Parts,
  format: 'csv' | 'jsonl' | 'mbox',
  hits: readonly Collected[],
  request: FastifyRequest,
): ResultContent {
  if (format !== 'mbox') return { format, lines: resultLines(web, hits, request.visitor.viewer) }
  const ids = hits.map(({ id }) => id)
  return { format, mails: foundMails(web.db, web.blobs, ids) }
}

/** The newest of these, the oldest first, that fit into one file. */
async function newestWithin(web: Parts, hits: readonly Collected[]): Promise<readonly Collected[]> {
  const newestFirst = hits.map(({ id }) => id).reverse()
  const fitting = new Set(await firstWithin(web.db, newestFirst, RESULT_BYTES))
  return hits.filter(({ id }) => fitting.has(id))
}

function once(act: () => void): () => void {
  let isDone = false
  return () => {
    if (!isDone) act()
    isDone = true
  }
}

function sendRefusal(
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
  web: Parts,
  why: 'search.take.refused' | 'search.take.busy',
  status: 403 | 429,
) {
  const frame = frameOf(request)
  const title = say(frame.language, why)
  const href = searchUrl('/search', searchAsked(request.query))
  const model = {
    title,
    why: why === 'search.take.busy' ? 'search.take.busy.why' : 'search.take.refused.why',
    href,
  }
  return sendHtml(reply.code(status), web.views.page('refusal', { ...frame, title }, model))
}
