// Signing in without a password: an address, then the mailed link or code. Every answer is the same whether
// the address is known or not, and nothing changes on GET: mail programs open links before people do.
import { setTimeout as pause } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { LoginProof } from '../needs.ts'
import { sendHtml } from '../refusals.ts'
import { localPath, loginUrl, returnPath } from '../return-path.ts'
import { say } from '../sentences.ts'
import { frameOf, keepLanguage, signIn, signOut } from '../visitor.ts'
import type { Web } from '../web.ts'

const MAX_ADDRESS = 254 // RFC 5321 §4.5.3.1.3
const MAX_PROOF = 100 // characters of a token or code
const ADDRESS = /^[^\s@<>]{1,64}@[^\s@<>]{1,189}$/u

/** Guessing is slow: so many tries for one client in so many minutes. */
const RATE = { config: { rateLimit: { max: 10, timeWindow: '10 minutes' } } }

/** How long an answer takes at least, in milliseconds: more than writing the mail, so that its time tells nothing. */
const ANSWER_MS = 250

type Form = { Body: Record<string, string | undefined> | undefined }
type Needs = Pick<Web, 'settings' | 'site' | 'sessions' | 'views'>

export function loginPages(app: FastifyInstance, web: Needs): void {
  app.get<{ Querystring: { return?: string } }>('/login', async (request, reply) => {
    const { language, viewer } = request.visitor
    return loginForm(request, reply, web, {
      title: say(language, 'login.title'),
      already: viewer?.name,
      returnTo: returnPath(request.query.return),
    })
  })

  app.get<{ Params: { token: string } }>('/login/:token', async (request, reply) => {
    const token = proofText(request.params.token)
    return token === undefined ? usedLink(request, reply, web) : confirmLink(request, reply, web, token)
  })

  app.post<Form>('/login', RATE, async (request, reply) => {
    const { language } = request.visitor
    const address = (request.body?.address ?? '').trim()
    const returnTo = returnPath(request.body?.return)
    if (address.length > MAX_ADDRESS || !ADDRESS.test(address)) {
      const title = say(language, 'login.title')
      return loginForm(request, reply.code(422), web, { title, address, returnTo, bad: true })
    }
    await Promise.all([web.site.login.request(address, { language, returnTo }), pause(ANSWER_MS)])
    return codeForm(request, reply, web, { address, returnTo })
  })

  app.post<Form>('/login/enter', RATE, async (request, reply) => {
    const proof = proofOf(request.body)
    const entered = proof && (await web.site.login.consume(proof))
    if (entered) {
      const value = await web.sessions.open(entered.personId, request.headers['user-agent'] ?? '')
      signIn(reply, value, web.settings.web.url)
      return reply.redirect(returnPath(entered.returnTo) ?? returnPath(request.body?.return) ?? '/me', 303)
    }
    if (proof && 'address' in proof) {
      return codeForm(request, reply.code(422), web, {
        address: proof.address,
        returnTo: returnPath(request.body?.return),
        bad: true,
      })
    }
    return usedLink(request, reply, web)
  })

  app.post('/logout', async (request, reply) => {
    const { session } = request.visitor
    if (session !== undefined) await web.sessions.close(session)
    signOut(reply, web.settings.web.url)
    return reply.redirect('/', 303)
  })

  app.post<Form>('/language', async (request, reply) => {
    const wanted = request.body?.language
    if (wanted === 'fr' || wanted === 'en') keepLanguage(reply, wanted, web.settings.web.url)
    return reply.redirect(localPath(request.body?.return) ?? '/', 303)
  })
}

function proofText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PROOF ? value : undefined
}

function proofOf(body: Form['Body']): LoginProof | undefined {
  const token = proofText(body?.token)
  if (token !== undefined) return { token }
  const address = (body?.address ?? '').trim()
  // People copy codes with the spaces and dashes that make them readable.
  const code = proofText((body?.code ?? '').replace(/[\s-]/g, ''))
  return code !== undefined && ADDRESS.test(address) ? { address, code } : undefined
}

async function confirmLink(request: FastifyRequest, reply: FastifyReply, web: Needs, token: string) {
  const who = await web.site.login.peek({ token })
  if (!who) return usedLink(request, reply, web)
  const frame = frameOf(request)
  const title = say(frame.language, 'login.confirm', { name: who.name || who.address })
  return sendHtml(
    reply,
    web.views.page('login-confirm', { ...frame, title, here: '/login' }, { title, who, token }),
  )
}

function usedLink(request: FastifyRequest, reply: FastifyReply, web: Needs) {
  const title = say(request.visitor.language, 'login.used')
  return loginForm(request, reply.code(410), web, { title, used: true })
}

function loginForm(
  request: FastifyRequest,
  reply: FastifyReply,
  web: Needs,
  model: { title: string; returnTo?: string | undefined } & Record<string, unknown>,
) {
  const here = model.returnTo === undefined ? '/login' : loginUrl(model.returnTo)
  return sendHtml(reply, web.views.page('login', { ...frameOf(request), title: model.title, here }, model))
}

function codeForm(request: FastifyRequest, reply: FastifyReply, web: Needs, model: Record<string, unknown>) {
  const title = say(request.visitor.language, 'login.sent')
  return sendHtml(
    reply,
    web.views.page(
      'login-code',
      { ...frameOf(request), title, here: '/login' },
      { title, kept: web.settings.relay.kind === 'outbox', ...model },
    ),
  )
}
