// Every way of saying no, once: what a stranger may not see and what does not exist look alike.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { SearchAway } from '#search/away.ts'
import type { Site } from './needs.ts'
import { say } from './sentences.ts'
import { frameOf } from './visitor.ts'
import type { Web } from './web.ts'

/** After which it is worth asking again. */
export const AWAY_SECONDS = 120

export type Refusal = 400 | 403 | 404 | 429 | 500 | 503

/** A page that says why, in words; to programs that ask for JSON, a line of it. */
export function refuse(
  request: FastifyRequest,
  reply: FastifyReply,
  web: Pick<Web, 'views'>,
  status: Refusal,
) {
  reply.code(status)
  if (isApi(request)) return reply.send({ error: ENGLISH[status] })
  const frame = frameOf(request)
  const title = say(frame.language, `error.${status}`)
  return sendHtml(
    reply,
    web.views.page('refusal', { ...frame, title }, { title, why: `error.${status}.why`, href: '/' }),
  )
}

/** Not there for this reader: under a new address perhaps; strangers may sign in and come back, others are told no. */
export async function notFound(
  request: FastifyRequest,
  reply: FastifyReply,
  web: Pick<Web, 'views' | 'site'>,
) {
  const now = await movedTo(request, web.site)
  if (now !== undefined) return reply.redirect(now, 301)
  if (request.visitor.viewer || isApi(request)) return refuse(request, reply, web, 404)
  return askToSignIn(request, reply, web)
}

/** Where a path of former times leads, if this reader may know of what is there. */
async function movedTo(request: FastifyRequest, site: Site): Promise<string | undefined> {
  if (request.method !== 'GET') return undefined
  const now = await site.movedPath(request.url.split('?', 1)[0] ?? '/')
  const [, kind, name] = /^\/(lists|spaces)\/([^/?]+)/.exec(now ?? '') ?? []
  if (kind === undefined || name === undefined) return now
  const { viewer } = request.visitor
  const there =
    kind === 'lists' ? await site.list(viewer, decodeURIComponent(name)) : await site.space(viewer, name)
  return there === undefined ? undefined : now
}

export function askToSignIn(request: FastifyRequest, reply: FastifyReply, web: Pick<Web, 'views'>) {
  const frame = frameOf(request)
  const title = say(frame.language, 'login.needed')
  const model = { title, needed: true, returnTo: request.url }
  return sendHtml(reply.code(401), web.views.page('login', { ...frame, title }, model))
}

/** Search can't answer now; nothing else is affected. */
function searchAway(request: FastifyRequest, reply: FastifyReply, web: Pick<Web, 'views'>) {
  return refuse(request, reply.header('Retry-After', AWAY_SECONDS), web, 503)
}

export function sendHtml(reply: FastifyReply, html: string) {
  return reply.type('text/html; charset=utf-8').send(html)
}

/** A form of ours has each field once, as text, and PostgreSQL's texts hold no NUL. */
const isForm = (body: unknown): boolean =>
  body === undefined ||
  body === null ||
  (typeof body === 'object' &&
    Object.values(body).every((value) => typeof value === 'string' && !value.includes('\0')))

const isApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/')

const ENGLISH: Record<Refusal, string> = {
  400: 'The request is not complete or not readable.',
  403: 'The request did not come from these pages.',
  404: 'There is nothing here.',
  429: 'Too many tries: wait a few minutes.',
  500: 'Something went wrong; it has been noted.',
  503: 'Search is away; everything else works. Try again in a few minutes.',
}

/** Unknown addresses, thrown errors, and addresses of former times. */
export function answerRefusals(app: FastifyInstance, web: Pick<Web, 'views' | 'site' | 'log'>): void {
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/'
    // Only where something private could stand does a stranger get to sign in; elsewhere it helps nobody.
    if (/^\/(lists|spaces|documents|admin|moderation|outbox)(\/|$)/.test(path))
      return notFound(request, reply, web)
    const now = await movedTo(request, web.site)
    return now === undefined ? refuse(request, reply, web, 404) : reply.redirect(now, 301)
  })
  app.addHook('preHandler', async (request, reply) => {
    // No address of ours holds a NUL: no such thing exists, whatever is asked for.
    if (/%00/.test(request.url) || !isForm(request.body)) return refuse(request, reply, web, 400)
  })
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof SearchAway) return searchAway(request, reply, web)
    const status = error.statusCode ?? 500
    if (status === 429) return refuse(request, reply, web, 429)
    if (status >= 400 && status < 500) return refuse(request, reply, web, 400)
    // The route, not the address: that may hold a token.
    web.log.error(
      { err: error, route: request.routeOptions.url, method: request.method },
      'A page could not be shown',
    )
    return refuse(request, reply, web, 500)
  })
}
