import type { FastifyRequest } from 'fastify'

/** Whether a form came from our own pages (Fetch metadata, else Origin); programs that send neither are let in:
 * only a browser carries somebody's cookie where they did not mean it. */
export function fromOurPages(request: FastifyRequest, ourUrl: string): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const { host } = new URL(origin)
  // Behind a proxy the Host header may not be the one that the browser saw.
  return host === request.headers.host || host === new URL(ourUrl).host
}
