import type { FastifyReply } from 'fastify'

/** Search engines may keep this answer: it is of a public archive, or leads to one. All others say that they may not. */
export function welcomeCrawlers(reply: FastifyReply, of: { readonly isPublic: boolean }): void {
  if (of.isPublic) reply.header('X-Robots-Tag', 'all')
}
