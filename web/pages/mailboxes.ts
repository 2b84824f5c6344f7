import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isMonth, isYear, mailsOf, type Stretch, thread } from '#archive/browse.ts'
import { gzipped, mboxrd } from '#archive/export/mbox.ts'
import { askedList } from '../asked-list.ts'
import type { ListView } from '../needs.ts'
import { mayTakeOriginals } from '../original-bytes.ts'
import { notFound } from '../refusals.ts'
import type { Web } from '../web.ts'
import { disposition } from './originals.ts'

type Parts = Pick<Web, 'db' | 'blobs' | 'site' | 'views' | 'log'>

/** `mbox.gz` of a thread, a month or a year: the mails as received, for those who may take them. */
export function mailboxes(app: FastifyInstance, web: Parts): void {
  app.get<{ Params: { hash: string } }>('/lists/:address/threads/:hash/mbox.gz', async (request, reply) => {
    const list = await listToTake(request, reply, web)
    if (!list) return reply
    const found = await thread(web.db, list.id, request.params.hash)
    if (!found) return notFound(request, reply, web)
    return sendMailbox(reply, web, list, { threadId: found.id }, found.hash.slice(0, 8))
  })

  app.get<{ Params: { period: string } }>(
    '/lists/:address/archive/:period/mbox.gz',
    async (request, reply) => {
      const list = await listToTake(request, reply, web)
      if (!list) return reply
      const { period } = request.params
      if (!isMonth(period) && !isYear(period)) return notFound(request, reply, web)
      return sendMailbox(reply, web, list, { period, timeZone: list.timeZone }, period)
    },
  )
}

async function listToTake(request: FastifyRequest, reply: FastifyReply, web: Parts) {
  const list = await askedList(request, reply, web, 'its archive')
  if (!list || mayTakeOriginals(list, request.visitor.viewer)) return list
  await notFound(request, reply, web)
  return undefined
}

function sendMailbox(reply: FastifyReply, web: Parts, list: ListView, stretch: Stretch, name: string) {
  const mailbox = gzipped(mboxrd(mailsOf(web.db, web.blobs, list.id, stretch)))
  // Their download breaks off, which they see; who reads the log sees why.
  mailbox.on('error', (error) => web.log.error({ err: error }, 'A mailbox could not be sent'))
  const file = `${list.address.split('@')[0]}-${name}.mbox.gz`
  return reply
    .type('application/gzip')
    .header('Content-Disposition', disposition('attachment', file))
    .send(mailbox)
}
