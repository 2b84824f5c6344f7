// The bytes behind a message: as received, its HTML, its attachments. Whatever they hold is a stranger's:
// each answer is fenced by its own policy.
import type { FastifyInstance } from 'fastify'
import { message, openAttachment, openRaw } from '#archive/browse.ts'
import { openHtml } from '#archive/stored-mail.ts'
import { askedList } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { mayOpenFile, mayTakeOriginals } from '../original-bytes.ts'
import { maskAddresses } from '../person.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { safeHtml } from '../safe-html.ts'
import type { Web } from '../web.ts'

const FENCED = "default-src 'none'; sandbox"
const KEEP = 'private, max-age=3600' // of public archives
const HTML_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

/** Types that a browser shows without running anything of theirs; all others are only downloaded. */
const SHOWN_INLINE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'application/pdf',
  'text/plain',
])

type Asked = { Params: { hash: string; n: string } }

export function originals(app: FastifyInstance, web: Pick<Web, 'db' | 'blobs' | 'site' | 'views'>): void {
  app.get<Asked>('/lists/:address/messages/:hash/raw', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    if (!mayTakeOriginals(list, request.visitor.viewer)) return notFound(request, reply, web)
    const raw = await openRaw(web.db, web.blobs, list.id, request.params.hash)
    if (!raw) return notFound(request, reply, web)
    return reply
      .type('message/rfc822')
      .header('Content-Disposition', disposition('attachment', `${request.params.hash}.eml`))
      .header('Content-Security-Policy', FENCED)
      .header('Content-Length', raw.size)
      .send(raw.stream)
  })

  app.get<Asked>('/lists/:address/messages/:hash/html', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const found = await message(web.db, list.id, request.params.hash)
    const html = found?.hasHtml ? await openHtml(web.db, web.blobs, list.id, found.hash) : undefined
    if (!found || html === undefined) return notFound(request, reply, web)
    reply.header('Content-Security-Policy', HTML_POLICY)
    if (list.isPublic) reply.header('Cache-Control', KEEP)
    return sendHtml(reply, safeHtml(html, { viewer: request.visitor.viewer, title: found.subject }))
  })

  app.get<Asked>('/lists/:address/messages/:hash/attachments/:n/*', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const n = Number(request.params.n)
    const known = Number.isInteger(n) && n > 0 && n < 1_000_000
    const found = known ? await openAttachment(web.db, web.blobs, list.id, request.params.hash, n) : undefined
    if (!found) return notFound(request, reply, web)
    const { row, stream } = found
    const { viewer } = request.visitor
    if (!mayOpenFile(row, viewer)) {
      stream.destroy()
      return notFound(request, reply, web)
    }
    welcomeCrawlers(reply, list)
    if (list.isPublic) reply.header('Cache-Control', KEEP)
    const inline = SHOWN_INLINE.has(row.type)
    return (
      reply
        .type(
          inline
            ? row.type === 'text/plain'
              ? 'text/plain; charset=utf-8'
              : row.type
            : 'application/octet-stream',
        )
        .header(
          'Content-Disposition',
          disposition(inline ? 'inline' : 'attachment', maskAddresses(row.name, viewer)),
        )
        // A browser's own PDF viewer does not work in a sandbox, and runs apart from the page already.
        .header(
          'Content-Security-Policy',
          row.type === 'application/pdf' ? "default-src 'none'; object-src 'self'" : FENCED,
        )
        .header('Content-Length', row.size)
        .send(stream)
    )
  })
}

/** RFC 6266: a plain name for old programs, the true one for others. */
export function disposition(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%;/]/g, '_').slice(0, 150)
  const full = encodeURIComponent(name.slice(0, 250).toWellFormed()).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${full}`
}
