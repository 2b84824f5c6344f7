// Who asks, and in which language: read once, before any page.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { chooseLanguage } from './language.ts'
import type { Language, Viewer } from './needs.ts'
import { SESSION_DAYS } from './sessions.ts'
import type { Frame } from './views.ts'
import type { Web } from './web.ts'

const SESSION_SECONDS = SESSION_DAYS * 24 * 3600
const LANGUAGE_SECONDS = 365 * 24 * 3600
const COOKIE_VALUE = /^[\w-]{20,64}$/

export interface Visitor {
  readonly language: Language
  readonly viewer?: Viewer | undefined
  /** The session cookie's value, if it is a good one. */
  readonly session?: string | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    visitor: Visitor
  }
}

const STRANGER: Visitor = { language: 'fr' }

export function readVisitors(app: FastifyInstance, web: Pick<Web, 'sessions' | 'site' | 'settings'>): void {
  const name = sessionCookie(web.settings.web.url)
  const read = new WeakMap<FastifyRequest, Visitor>()
  app.decorateRequest('visitor', {
    // A request that is refused before the hook below (a broken address) has a stranger's page.
    getter() {
      return read.get(this) ?? STRANGER
    },
    setter(visitor: Visitor) {
      read.set(this, visitor)
    },
  })
  app.addHook('onRequest', async (request) => {
    request.visitor = {
      language: chooseLanguage(request.cookies.language, request.headers['accept-language']),
    }
    const value = request.cookies[name]
    if (value === undefined || !COOKIE_VALUE.test(value) || !seesPeople(request.url)) return
    const personId = await web.sessions.find(value)
    const viewer = personId === undefined ? undefined : await web.site.viewer(personId)
    if (viewer) request.visitor = { ...request.visitor, viewer, session: value }
  })
}

/** Probes and static files are the same for everybody. */
const seesPeople = (url: string): boolean => !/^\/(static\/|healthz|readyz|metrics)/.test(url)

/** Under https the name itself binds the cookie to this host (RFC 6265bis §4.1.3.2). */
function sessionCookie(url: string): string {
  return url.startsWith('https:') ? '__Host-relais' : 'relais'
}

const cookie = (url: string, maxAge: number) => ({
  path: '/',
  httpOnly: true,
  sameSite: 'lax' as const,
  secure: url.startsWith('https:'),
  maxAge,
})

export function signIn(reply: FastifyReply, value: string, url: string): void {
  reply.setCookie(sessionCookie(url), value, cookie(url, SESSION_SECONDS))
}

export function signOut(reply: FastifyReply, url: string): void {
  const { maxAge: _, ...where } = cookie(url, 0)
  reply.clearCookie(sessionCookie(url), where)
}

export function keepLanguage(reply: FastifyReply, language: Language, url: string): void {
  reply.setCookie('language', language, cookie(url, LANGUAGE_SECONDS))
}

/** The frame that every page of this request shares. */
export function frameOf(request: FastifyRequest): Pick<Frame, 'language' | 'viewer' | 'here'> {
  const { language, viewer } = request.visitor
  return { language, viewer, here: request.url }
}
