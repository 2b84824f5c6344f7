// Answers that a program asks for again and again: the same is not sent twice (RFC 9110 §13.1.2).
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

const MAX_HEADER = 2_000 // characters of If-None-Match worth reading

/**
 * Names the state of an answer by what it is made of, and says whether the asker has it already; then a 304 has been
 * sent. What strangers may read may be kept by anyone, but never used unasked; what others read, only by themselves.
 */
export async function isKnown(
  request: FastifyRequest,
  reply: FastifyReply,
  state: readonly unknown[],
): Promise<boolean> {
  const { viewer, language } = request.visitor
  const made = createHash('sha256').update(JSON.stringify([language, viewer !== undefined, state]))
  const tag = `W/"${made.digest('base64url').slice(0, 22)}"`
  reply.header('ETag', tag).header('Vary', 'Cookie, Accept-Language')
  if (viewer === undefined) reply.header('Cache-Control', 'public, no-cache')
  const known = (request.headers['if-none-match'] ?? '').slice(0, MAX_HEADER)
  if (!known.split(',').some((one) => one.trim() === tag || one.trim() === tag.slice(2))) return false
  await reply.code(304).send()
  return true
}
