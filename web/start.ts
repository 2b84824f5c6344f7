// The web room on one page: what every request passes, then the pages, each in its file.
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance } from 'fastify'
import { apiDescription } from './api/description.ts'
import { searchApi } from './api/search.ts'
import { addSecurityHeaders } from './headers.ts'
import { readOneClicks } from './one-click.ts'
import { archivePage } from './pages/archive.ts'
import { citePages } from './pages/cite.ts'
import { feedPages } from './pages/feeds.ts'
import { filesPage } from './pages/files.ts'
import { homePage } from './pages/home.ts'
import { leavePage } from './pages/leave.ts'
import { listPage } from './pages/list.ts'
import { loginPages } from './pages/login.ts'
import { mailboxes } from './pages/mailboxes.ts'
import { myPage } from './pages/me.ts'
import { messagePage } from './pages/message.ts'
import { originals } from './pages/originals.ts'
import { outboxPages } from './pages/outbox.ts'
import { peoplePages } from './pages/people.ts'
import { periodPages } from './pages/period.ts'
import { searchPage } from './pages/search.ts'
import { searchExport } from './pages/search-export.ts'
import { searchFeed } from './pages/search-feed.ts'
import { searchHelp } from './pages/search-help.ts'
import { searchOverview } from './pages/search-overview.ts'
import { spacePage } from './pages/space.ts'
import { threadPage } from './pages/thread.ts'
import { probes } from './probes.ts'
import { answerRefusals, refuse } from './refusals.ts'
import { robots } from './robots.ts'
import { fromOurPages } from './same-origin.ts'
import { openSessions } from './sessions.ts'
import { routeStatics } from './statics.ts'
import { openViews } from './views.ts'
import { readVisitors } from './visitor.ts'
import type { Web, WebOptions } from './web.ts'

const MAX_FORM_BYTES = 64 * 1024

export interface RunningWeb {
  /** The port really listened on. */
  readonly port: number
  close(): Promise<void>
}

/** Listens, and serves the pages until closed. */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const app = await webApplication(options)
  const { host, port } = options.settings.web
  await app.listen({ host, port })
  const address = app.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => app.close(),
  }
}

/** The application without its socket, as tests ask it. */
export async function webApplication(options: WebOptions): Promise<FastifyInstance> {
  const web: Web = {
    ...options,
    views: openViews(options.settings.instance),
    sessions: openSessions(options.db),
  }
  const { url } = options.settings.web
  const app = fastify({
    logger: false, // addresses hold tokens: what is worth a line is logged where it happens
    bodyLimit: MAX_FORM_BYTES,
    forceCloseConnections: true,
    trustProxy: 'loopback', // a proxy on this machine says for whom it asks
    routerOptions: { maxParamLength: 1000, ignoreTrailingSlash: true },
  })
  addSecurityHeaders(app, { https: url.startsWith('https:') })
  await app.register(cookie)
  await app.register(formbody)
  app.removeContentTypeParser(['application/json', 'text/plain'])
  readOneClicks(app)
  await app.register(rateLimit, { global: false })
  readVisitors(app, web)
  answerRefusals(app, web)
  app.addHook('preHandler', async (request, reply) => {
    const changes = request.method !== 'GET' && request.method !== 'HEAD'
    if (changes && !request.url.startsWith('/u/') && !fromOurPages(request, url))
      return refuse(request, reply, web, 403)
  })

  routeStatics(app)
  probes(app, web)
  robots(app, web)
  for (const page of PAGES) page(app, web)
  apiDescription(app)
  searchApi(app, web)
  return app
}

const PAGES: readonly ((app: FastifyInstance, web: Web) => void)[] = [
  homePage,
  spacePage,
  listPage,
  archivePage,
  periodPages,
  threadPage,
  messagePage,
  originals,
  citePages,
  peoplePages,
  filesPage,
  feedPages,
  mailboxes,
  searchPage,
  searchOverview,
  searchHelp,
  searchFeed,
  searchExport,
  loginPages,
  myPage,
  leavePage,
  outboxPages,
]
