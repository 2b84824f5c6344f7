import type { FastifyInstance } from 'fastify'
import { latestThreads } from '#archive/browse.ts'
import { type Reader, threadLine } from '../archive-rows.ts'
import { listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import type { ListSummary, SpaceView } from '../needs.ts'
import { sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const LATEST = 10
const MAX_LISTS_READ = 24 // one statement each: the lists beyond are found under their space

/** `/`: what this is, who is here, what was said last. */
export function homePage(app: FastifyInstance, web: Pick<Web, 'settings' | 'db' | 'site' | 'views'>): void {
  app.get('/', async (request, reply) => {
    const { viewer, language } = request.visitor
    const { instance } = web.settings
    const spaces = await web.site.spaces(viewer)
    const lists = spaces.flatMap((space) => space.lists)
    const title = say(language, 'home.title', { name: instance.name })
    const html = web.views.page(
      'home',
      { ...frameOf(request), title, nav: 'home', indexed: true },
      {
        name: instance.name,
        member: viewer !== undefined,
        spaceCount: spaces.length,
        listCount: lists.length,
        spaces: spaces.map(spaceCard),
        latest: await latestOf(
          lists.filter((list) => list.mayRead),
          web,
          {
            language,
            viewer,
            timeZone: instance.timeZone,
            now: new Date(),
          },
        ),
      },
    )
    welcomeCrawlers(reply, { isPublic: true })
    return sendHtml(reply, html)
  })
}

async function latestOf(lists: readonly ListSummary[], web: Pick<Web, 'db'>, reader: Reader) {
  const found = await Promise.all(
    lists.slice(0, MAX_LISTS_READ).map(async (list) => {
      const rows = await latestThreads(web.db, list.id, LATEST)
      return rows.map((row) => threadLine(row, { address: list.address, title: list.title }, reader))
    }),
  )
  return found
    .flat()
    .sort((a, b) => b.lastAt.getTime() - a.lastAt.getTime())
    .slice(0, LATEST)
    .map((line) => ({ ...line, listTitle: line.list.title, listUrl: listUrl(line.list.address) }))
}

function spaceCard(space: SpaceView) {
  return {
    slug: space.slug,
    name: space.name,
    collective: space.kind === 'collective',
    lists: space.lists.map((list) => ({
      title: list.title,
      url: listUrl(list.address),
      private: !list.public,
    })),
  }
}
