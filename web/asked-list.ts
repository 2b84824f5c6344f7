// The list in an address: found for this reader, moved, or not for them.
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ListView } from './needs.ts'
import { notFound } from './refusals.ts'
import type { Web } from './web.ts'

const MAX_ADDRESS = 254 // RFC 5321 §4.5.3.1.3

type Wanted = 'its page' | 'its archive'

/** The list that the address names, or undefined once the refusal or the redirection has been sent. */
export async function askedList(
  request: FastifyRequest,
  reply: FastifyReply,
  web: Pick<Web, 'site' | 'views'>,
  wanted: Wanted,
): Promise<ListView | undefined> {
  const { address = '' } = request.params as { address?: string }
  const found =
    address.length > MAX_ADDRESS
      ? undefined
      : await web.site.list(request.visitor.viewer, address.toLowerCase())
  if (found === undefined) {
    await notFound(request, reply, web)
    return undefined
  }
  const current = 'movedTo' in found ? found.movedTo : found.address
  if (current !== address) {
    await reply.redirect(withAddress(request.url, current), 301)
    return undefined
  }
  if ('movedTo' in found || (wanted === 'its archive' && !found.mayRead)) {
    await notFound(request, reply, web)
    return undefined
  }
  // Nobody's next user of the same computer reads what is not for everybody.
  if (!found.isPublic) reply.header('Cache-Control', 'private, no-store')
  return found
}

/** The same page under the list's address of today. */
function withAddress(url: string, address: string): string {
  return url.replace(/^\/lists\/[^/?]*/, listUrl(address))
}

/** For the frame of a page: what follows the list, where strangers' programs may read it. */
export function feedOf(list: Pick<ListView, 'address' | 'isPublic'>): { readonly feed?: string } {
  return list.isPublic ? { feed: `${listUrl(list.address)}/feed.atom` } : {}
}

/** A list's page; its sub-pages stand under it. */
export function listUrl(address: string): string {
  return `/lists/${encodeURIComponent(address).replaceAll('%40', '@').replaceAll('%2B', '+')}`
}
