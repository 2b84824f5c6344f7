import type { FastifyInstance } from 'fastify'
import { type MessageView, message } from '#archive/browse.ts'
import { sizeInWords } from '#lists/sizes.ts'
import { LENGTHY_SUBJECT, messageLine, type Reader, subjectOf } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { bibtex } from '../citation.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { defectsInWords } from '../defects.ts'
import { monthAt, span } from '../moments.ts'
import type { ListView } from '../needs.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { maskAddresses, person } from '../person.ts'
import { prose } from '../prose.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'
import { cited } from './cite.ts'

const TEXT_SHOWN = 400_000 // characters
const MAX_RECIPIENTS = 50

type Asked = { Params: { hash: string } }

/** `/lists/ADDRESS/messages/HASH`: one message, whole. */
export function messagePage(
  app: FastifyInstance,
  web: Pick<Web, 'db' | 'texts' | 'site' | 'views' | 'settings'>,
): void {
  app.get<Asked>('/lists/:address/messages/:hash', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const found = await message(web.db, list.id, request.params.hash)
    if (!found) return notFound(request, reply, web)
    if (request.params.hash !== found.hash)
      return reply.redirect(`${listUrl(list.address)}/messages/${found.hash}`, 301)
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const texts = await web.texts.of(web.db, [found.id])
    const line = messageLine(found, list, reader)
    const model = {
      list,
      listUrl: listUrl(list.address),
      space: list.space,
      ...line,
      lengthy: line.subject.length > LENGTHY_SUBJECT,
      parent: found.parent && { hash: found.parent.hash, name: maskAddresses(found.parent.fromName, viewer) },
      text: prose(texts.get(found.id) ?? '', { ...reader, maxCharacters: TEXT_SHOWN }),
      html: found.hasHtml,
      month: monthAt(found.datedAt, language, list.timeZone),
      ...details(found, list, reader),
      ...replies(found, list, line.subject),
      cite: citation(found, list, reader, web.settings.web.url),
    }
    const frame = { ...frameOf(request), title: `${line.subject} · ${list.title}`, indexed: list.isPublic }
    welcomeCrawlers(reply, list)
    return sendHtml(reply, web.views.page('message', frame, model))
  })
}

function details(found: MessageView, list: ListView, reader: Reader) {
  const url = listUrl(list.address)
  const of = (field: 'to' | 'cc') =>
    found.recipients
      .slice(0, MAX_RECIPIENTS)
      .filter((one) => one.field === field)
      .map((one) => recipient(one, list, reader))
  const near = (one: { hash: string; subject: string } | undefined) =>
    one && { url: `${url}/messages/${one.hash}`, subject: subjectOf(one.subject, reader) }
  return {
    to: of('to'),
    cc: of('cc'),
    threadHere: `${url}/threads/${found.thread.hash}?message=${found.hash}#m-${found.hash}`,
    writer: `${url}/people/${found.hash}`,
    previous: near(found.previous),
    next: near(found.next),
    neighbours: found.previous !== undefined || found.next !== undefined,
    raw: mayTakeOriginals(list, reader.viewer),
    // One that we made up says nothing to anybody.
    messageId: reader.viewer && !found.defects.includes('no-message-id') ? found.messageId : undefined,
    size: sizeInWords(found.size, reader.language),
    ...defectsInWords(found.defects, reader.language),
  }
}

/** What to copy, and the link that stays. */
function citation(found: MessageView, list: ListView, reader: Reader, site: string) {
  const known = cited(found, list, reader, site)
  const { author, title, url } = known
  const where = say(reader.language, 'cite.where', { list: list.title, space: list.space.name })
  const { from: date } = span(found.datedAt, found.datedAt, reader.language, list.timeZone)
  return {
    url,
    text: say(reader.language, 'cite.text', { author, title, where, date, url }),
    bibtex: bibtex(known),
  }
}

/** The list's own address is public; people's are not. */
function recipient(one: { name: string; address: string }, list: ListView, reader: Reader) {
  if (one.address.toLowerCase() === list.address)
    return { name: one.name || list.title, address: list.address }
  return person(one.name, one.address, reader)
}

/** Answers are mails: links that open the reader's own mail program, on the right thread (RFC 6068 §2). */
function replies(found: MessageView, list: ListView, subject: string) {
  if (!list.member) return {}
  const fields = new URLSearchParams({
    subject: /^re\s*:/i.test(subject) ? subject : `Re: ${subject}`,
    'in-reply-to': `<${found.messageId}>`,
  })
  const query = fields.toString().replaceAll('+', '%20')
  return {
    replyList: `mailto:${encodeURIComponent(list.address)}?${query}`,
    replyAuthor: `mailto:${encodeURIComponent(found.fromAddress)}?${query}`,
  }
}
