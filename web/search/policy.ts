import type { FastifyReply } from 'fastify'
import { policyWith } from '../headers.ts'

const POLICY = policyWith("script-src 'self'", "connect-src 'self'")

/** The pages of search may run one small script of ours, which fetches from here what takes longer. */
export function scripted(reply: FastifyReply): FastifyReply {
  return reply.header('Content-Security-Policy', POLICY)
}
