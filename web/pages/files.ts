import type { FastifyInstance } from 'fastify'
import { type FileKind, type FileRow, filesOf, isFileKind, isYear } from '#archive/browse.ts'
import { fileLine, type Reader, subjectOf } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { welcomeCrawlers } from '../crawlers.ts'
import { day } from '../moments.ts'
import { pageNumber, pager } from '../pager.ts'
import { personName } from '../person.ts'
import { sendHtml } from '../refusals.ts'
import { type SentenceKey, say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const FILES_A_PAGE = 50

type Asked = { Querystring: { kind?: string; year?: string; page?: string } }

/** `/lists/ADDRESS/files`: what was joined to the list's messages, by kind and by year. */
export function filesPage(app: FastifyInstance, web: Pick<Web, 'db' | 'site' | 'views'>): void {
  app.get<Asked>('/lists/:address/files', async (request, reply) => {
    const list = await askedList(request, reply, web, 'its archive')
    if (!list) return reply
    const { language, viewer } = request.visitor
    const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
    const page = pageNumber(request.query.page)
    const kind = isFileKind(request.query.kind) ? request.query.kind : undefined
    const year = isYear(String(request.query.year)) ? Number(request.query.year) : undefined
    const found = await filesOf(web.db, list.id, {
      timeZone: list.timeZone,
      ...(kind !== undefined && { kind }),
      ...(year !== undefined && { year }),
      limit: FILES_A_PAGE,
      offset: (page - 1) * FILES_A_PAGE,
    })
    const title = say(language, 'files.title', { list: list.title })
    // What was asked for stands among the choices, though there be none.
    const empty = kind !== undefined && found.kinds.every((one) => one.kind !== kind)
    const kinds = [...found.kinds, ...(empty ? [{ kind, files: 0 }] : [])].map((one) => ({
      ...one,
      name: say(language, kindName(one.kind)),
      chosen: one.kind === kind,
    }))
    const model = {
      title,
      list,
      listUrl: listUrl(list.address),
      space: list.space,
      atFiles: true,
      total: found.total,
      any: found.years.length > 0,
      narrowed: kind !== undefined || year !== undefined,
      kinds,
      years: found.years.map((one) => ({ ...one, chosen: one.year === year })),
      files: found.files.map((file) => line(file, list, reader)),
      pager: pager(found.total, FILES_A_PAGE, page, (n) => addressOf({ kind, year, page: n })),
    }
    welcomeCrawlers(reply, list)
    const frame = { ...frameOf(request), title, indexed: list.isPublic }
    return sendHtml(reply, web.views.page('files', frame, model))
  })
}

const kindName = (kind: FileKind): SentenceKey => `files.kind.${kind}`

function addressOf(asked: Record<string, string | number | undefined>): string {
  const given = Object.entries(asked).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  )
  return `?${new URLSearchParams(given)}`
}

function line(file: FileRow, list: { address: string }, reader: Reader) {
  const { hash, subject, fromName, fromAddress } = file.message
  const message = `${listUrl(list.address)}/messages/${hash}`
  return {
    ...fileLine(file, message, reader),
    kind: say(reader.language, kindName(file.kind)),
    message,
    subject: subjectOf(subject, reader),
    author: personName(fromName, fromAddress, reader),
    iso: file.datedAt.toISOString(),
    day: day(file.datedAt, reader.language, reader.timeZone, reader.now),
  }
}
