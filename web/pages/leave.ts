// `/u/TOKEN`: the link under every copy. The token itself is the right to leave, so no cookie and no origin is
// asked for: mail providers post here by themselves when somebody presses their "unsubscribe" (RFC 8058 §3.2).
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendHtml } from '../refusals.ts'
import { say } from '../sentences.ts'
import { frameOf } from '../visitor.ts'
import type { Web } from '../web.ts'

const MAX_TOKEN = 100 // characters

type Asked = { Params: { token: string }; Body: Record<string, string | undefined> | undefined }
type Needs = Pick<Web, 'site' | 'views'>

export function leavePage(app: FastifyInstance, web: Needs): void {
  app.get<Asked>('/u/:token', async (request, reply) => {
    const { token } = request.params
    const leaving = token.length > MAX_TOKEN ? undefined : await web.site.unsubscribe.describe(token)
    if (!leaving) return unknown(request, reply, web)
    const frame = frameOf(request)
    const title = say(frame.language, 'leave.title', { list: leaving.list.title })
    return sendHtml(reply, web.views.page('leave', { ...frame, title }, { title, ...leaving, token }))
  })

  app.post<Asked>('/u/:token', async (request, reply) => {
    const { token } = request.params
    const left = token.length > MAX_TOKEN ? undefined : await web.site.unsubscribe.leave(token)
    if (request.body?.['List-Unsubscribe'] === 'One-Click') {
      return reply
        .code(left ? 200 : 404)
        .type('text/plain')
        .send(left ? 'Unsubscribed.\n' : 'Unknown link.\n')
    }
    if (!left) return unknown(request, reply, web)
    const frame = frameOf(request)
    const title = say(frame.language, 'leave.done')
    const [local, domain] = left.list.address.split('@')
    const back = `${local}-${frame.language === 'fr' ? 'abonnement' : 'subscribe'}@${domain}`
    return sendHtml(reply, web.views.page('leave', { ...frame, title }, { title, ...left, done: true, back }))
  })
}

function unknown(request: FastifyRequest, reply: FastifyReply, web: Needs) {
  const frame = frameOf(request)
  const title = say(frame.language, 'leave.unknown')
  return sendHtml(
    reply.code(404),
    web.views.page('refusal', { ...frame, title }, { title, why: 'leave.unknown.why' }),
  )
}
