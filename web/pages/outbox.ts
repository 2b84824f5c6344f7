// Mail that was kept instead of sent: where a newcomer finds the confirmation they were told of.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Header } from '#mta/message/header.ts'
import { readableText } from '#mta/message/readable-text.ts'
import { countOutbox, listOutbox, type OutboxRow, outboxMail } from '#mta/out/outbox.ts'
import { readStart } from '../bytes.ts'
import { moment } from '../moments.ts'
import { keepTogether, paragraphs } from '../paragraphs.ts'
import { notFound, sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const MAILS_A_PAGE = 50
const MAX_SEARCH = 200 // characters
const MAX_READ = 1_000_000 // bytes of a mail that are read for showing
const MAX_RECIPIENTS = 100

type Needs = Pick<Web, 'settings' | 'db' | 'blobs' | 'site' | 'views'>
type Asked = { Params: { id: string }; Querystring: { before?: string; q?: string } }

export function outboxPages(app: FastifyInstance, web: Needs): void {
  app.get<Asked>('/outbox', async (request, reply) => {
    if (!mayLook(request)) return notFound(request, reply, web)
    const { language } = request.visitor
    const search = String(request.query.q ?? '')
      .trim()
      .slice(0, MAX_SEARCH)
    const before = rowId(request.query.before)
    const [total, rows] = await Promise.all([
      countOutbox(web.db),
      listOutbox(web.db, { limit: MAILS_A_PAGE + 1, ...(before && { before }), ...(search && { search }) }),
    ])
    const mails = rows.slice(0, MAILS_A_PAGE)
    const older = rows.length > MAILS_A_PAGE ? mails.at(-1)?.id : undefined
    const model = {
      total,
      search,
      mails: mails.map((row) => mailLine(row, request, web)),
      older:
        older && `/outbox?${new URLSearchParams({ before: String(older), ...(search && { q: search }) })}`,
    }
    const frame = { ...frameOf(request), title: say(language, 'outbox.title'), nav: 'outbox' } as const
    return sendHtml(reply, web.views.page('outbox', frame, model))
  })

  app.get<Asked>('/outbox/:id', async (request, reply) => {
    const mail = await askedMail(request, web)
    if (!mail) return notFound(request, reply, web)
    const { bytes, whole } = await readStart(mail.stream, MAX_READ)
    const title = keepTogether(mail.subject) || say(request.visitor.language, 'no-subject')
    const { header } = Header.parse(bytes)
    const model = {
      ...mailLine(mail, request, web),
      author: header.text('From'),
      reply: header.text('Reply-To'),
      title,
      mailFrom: mail.mailFrom,
      recipients: mail.recipients.slice(0, MAX_RECIPIENTS),
      headers: headerText(bytes),
      text: paragraphs(await readableText(bytes)),
      whole,
    }
    const frame = { ...frameOf(request), title, nav: 'outbox' } as const
    return sendHtml(reply, web.views.page('outbox-mail', frame, model))
  })

  app.get<Asked>('/outbox/:id/raw', async (request, reply) => sendRaw(request, reply, web))
}

/** Administrators only: kept mail holds links that sign people in. */
const mayLook = (request: FastifyRequest): boolean => request.visitor.viewer?.administrator === true

const rowId = (value: unknown): number | undefined => {
  const id = Number(value)
  return Number.isSafeInteger(id) && id > 0 ? id : undefined
}

async function askedMail(request: FastifyRequest<Asked>, web: Needs) {
  const id = rowId(request.params.id)
  return id === undefined || !mayLook(request) ? undefined : outboxMail(web.db, web.blobs, id)
}

async function sendRaw(request: FastifyRequest<Asked>, reply: FastifyReply, web: Needs) {
  const mail = await askedMail(request, web)
  if (!mail) return notFound(request, reply, web)
  return reply
    .type('text/plain; charset=utf-8')
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .send(mail.stream)
}

function mailLine(row: OutboxRow, request: FastifyRequest, web: Needs) {
  const { language } = request.visitor
  return {
    url: `/outbox/${row.id}`,
    subject: keepTogether(row.subject) || say(language, 'no-subject'),
    first: row.recipients[0] ?? '',
    others: row.recipients.length - 1,
    iso: row.createdAt.toISOString(),
    at: moment(row.createdAt, language, web.settings.instance.timeZone, new Date()),
  }
}

/** The header block as text. */
function headerText(bytes: Buffer): string {
  const end = bytes.indexOf('\r\n\r\n')
  return bytes.subarray(0, end === -1 ? bytes.length : end).toString('utf8')
}
