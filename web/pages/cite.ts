import type { FastifyInstance } from 'fastify'
import { type MessageView, message } from '#archive/browse.ts'
import { type Reader, subjectOf } from '../archive-rows.ts'
import { askedList, listUrl } from '../asked-list.ts'
import { bibtex, type Cited, cslJson, ris } from '../citation.ts'
import type { ListView } from '../needs.ts'
import { personName } from '../person.ts'
import { notFound } from '../refusals.ts'
import type { Web } from '../web.ts'
import { disposition } from './originals.ts'

const FORMATS = [
  { ending: 'bib', type: 'application/x-bibtex; charset=utf-8', write: bibtex },
  { ending: 'ris', type: 'application/x-research-info-systems; charset=utf-8', write: ris },
  { ending: 'json', type: 'application/vnd.citationstyles.csl+json', write: cslJson },
] as const

/** `/lists/ADDRESS/messages/HASH/cite.bib`, `.ris` and `.json`: for programs that keep bibliographies. */
export function citePages(app: FastifyInstance, web: Pick<Web, 'db' | 'site' | 'views' | 'settings'>): void {
  for (const { ending, type, write } of FORMATS) {
    app.get<{ Params: { hash: string } }>(
      `/lists/:address/messages/:hash/cite.${ending}`,
      async (request, reply) => {
        const list = await askedList(request, reply, web, 'its archive')
        if (!list) return reply
        const found = await message(web.db, list.id, request.params.hash)
        if (!found) return notFound(request, reply, web)
        const { language, viewer } = request.visitor
        const reader = { language, viewer, timeZone: list.timeZone, now: new Date() }
        const text = write(cited(found, list, reader, web.settings.web.url))
        return reply
          .type(type)
          .header('Content-Disposition', disposition('attachment', `${found.hash.slice(0, 8)}.${ending}`))
          .send(text)
      },
    )
  }
}

/** A message as this reader may cite it. */
export function cited(found: MessageView, list: ListView, reader: Reader, site: string): Cited {
  return {
    hash: found.hash,
    author: personName(found.fromName, found.fromAddress, reader),
    title: subjectOf(found.subject, reader),
    list,
    space: list.space.name,
    at: found.datedAt,
    timeZone: list.timeZone,
    url: `${site.replace(/\/$/, '')}${listUrl(list.address)}/messages/${found.hash}`,
    language: reader.language,
  }
}
