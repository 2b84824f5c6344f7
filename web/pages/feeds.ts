import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { latestMessages, type MessageRow, thread } from '#archive/browse.ts'
import { type Reader, subjectOf } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { atom } from '../atom.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { isKnown } from '../fresh.ts'
import type { ListView } from '../needs.ts'
import { personName } from '../person.ts'
import { prose } from '../prose.ts'
import { notFound } from '../refusals.ts'
import type { Web } from '../web.ts'

const ENTRIES = 30
const TEXT_SHOWN = 5_000 // characters of each message; the rest on its page

type Parts = Pick<Web, 'db' | 'texts' | 'site' | 'views' | 'settings'>

/** `feed.atom` of a list and of a thread: the latest messages, for programs that follow them. */
export function feedPages(app: FastifyInstance, web: Parts): void {
  app.get('/lists/:address/feed.atom', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const rows = await latestMessages(web.db, { listId: list.id }, ENTRIES)
    const { title, description: subtitle } = list
    return sendFeed(request, reply, web, list, rows, { path: '', title, subtitle })
  })

  app.get<{ Params: { hash: string } }>('/lists/:address/threads/:hash/feed.atom', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const found = await thread(web.db, list.id, request.params.hash)
    if (!found) return notFound(request, reply, web)
    const path = `/threads/${found.hash}`
    if (request.params.hash !== found.hash)
      return reply.redirect(`${listUrl(list.address)}${path}/feed.atom`, 301)
    const rows = await latestMessages(web.db, { threadId: found.id }, ENTRIES)
    const title = `${subjectOf(found.subject, request.visitor)} · ${list.title}`
    return sendFeed(request, reply, web, list, rows, { path, title })
  })
}

interface Followed {
  /** Under the list's page. */
  readonly path: string
  readonly title: string
  readonly subtitle?: string
}

async function sendFeed(
  request: FastifyRequest,
  reply: FastifyReply,
  web: Parts,
  list: ListView,
  rows: readonly MessageRow[],
  { path, title, subtitle }: Followed,
) {
  welcomeCrawlers(reply, list)
  const state = [list.address, title, subtitle, rows.map(({ id, subject }) => [id, subject])]
  if (await isKnown(request, reply, state)) return reply
  const { language, viewer } = request.visitor
  const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
  const texts = await web.texts.of(
    web.db,
    rows.map(({ id }) => id),
  )
  const { domain, web: site } = web.settings
  const root = site.url.replace(/\/$/, '')
  const page = `${root}${listUrl(list.address)}`
  // Tags (RFC 4151), since addresses of the web may change, and a Message-ID may look like an address of somebody.
  const tag = `tag:${domain},2026:`
  return reply.type('application/atom+xml; charset=utf-8').send(
    atom({
      id: `${tag}list/${list.id}${path}`,
      title,
      ...(subtitle && { subtitle }),
      self: `${page}${path}/feed.atom`,
      page: `${page}${path}`,
      language,
      entries: rows.map((row) => ({
        ...entryOf(row, texts.get(row.id) ?? '', reader),
        id: `${tag}list/${list.id}/messages/${row.hash}`,
        url: `${page}/messages/${row.hash}`,
      })),
    }),
  )
}

function entryOf(row: MessageRow, text: string, reader: Reader) {
  return {
    title: subjectOf(row.subject, reader),
    author: personName(row.fromName, row.fromAddress, reader),
    at: row.datedAt,
    html: prose(text, { ...reader, maxCharacters: TEXT_SHOWN }).html,
  }
}
