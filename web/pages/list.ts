import type { FastifyInstance } from 'fastify'
import { latestThreads, type Month, monthsOf } from '#archive/browse.ts'
import { threadLine } from '../archive-rows.ts'
import { askedList, feedOf, listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { monthName } from '../moments.ts'
import type { Language, ListView } from '../needs.ts'
import { sendHtml } from '../refusals.ts'
import { loginUrl } from '../return-path.ts'
import { isSentence, type SentenceKey } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const LATEST = 15
const MONTHS_SHOWN = 12

/** `/lists/ADDRESS`: what the list is for, how to write to it and join it, what was said last. */
export function listPage(app: FastifyInstance, web: Pick<Web, 'db' | 'site' | 'views'>): void {
  app.get('/lists/:address', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its page')
    if (!list) return reply
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const [guide, threads, months] = await Promise.all([
      web.site.guide(list.id),
      list.mayRead ? latestThreads(web.db, list.id, LATEST) : [],
      list.mayRead ? monthsOf(web.db, list.id, list.timeZone) : [],
    ])
    const model = {
      list,
      subscribers: guide.subscribers,
      listUrl: listUrl(list.address),
      space: list.space,
      stranger: viewer === undefined,
      login: loginUrl(request.url),
      mailto: `mailto:${list.address}`,
      policy: postSentence(guide.postPolicy),
      // Nobody is invited to write where nearly everybody would be refused.
      forFew: guide.postPolicy === 'announce' || guide.postPolicy === 'closed',
      joining: guide.joinPolicy !== 'closed' && !list.member,
      joinAsks: guide.joinPolicy === 'moderated' || guide.joinPolicy === 'private',
      addresses: listAddresses(list, language),
      threads: threads.map((row) => threadLine(row, list, reader)),
      months: months
        .slice(0, MONTHS_SHOWN)
        .map((month) => ({ ...month, name: monthName(month.month, language, 'with-year') })),
      ...since(months, language),
    }
    welcomeCrawlers(reply, list)
    const title = `${list.title} · ${list.space.name}`
    const frame = { ...frameOf(request), title, indexed: list.isPublic, ...feedOf(list) }
    return sendHtml(reply, web.views.page('list', frame, model))
  })
}

/** A preset that has no sentence of its own is said as other rules are. */
function postSentence(policy: string): SentenceKey {
  const key = `policy.post.${policy}`
  return isSentence(key) ? key : 'policy.post.other'
}

function since(months: readonly Month[], language: Language) {
  const first = months.at(-1)
  if (!first) return {}
  return {
    messages: months.reduce((sum, month) => sum + month.messages, 0),
    since: monthName(first.month, language, 'with-year'),
  }
}

/** The addresses that a reader may need, in the words of their language. */
function listAddresses(list: ListView, language: Language) {
  const [local, domain] = list.address.split('@')
  const words =
    language === 'fr'
      ? { join: 'abonnement', leave: 'desabonnement' }
      : { join: 'subscribe', leave: 'unsubscribe' }
  return {
    join: `${local}-${words.join}@${domain}`,
    leave: `${local}-${words.leave}@${domain}`,
    owners: `${local}-owner@${domain}`,
  }
}
