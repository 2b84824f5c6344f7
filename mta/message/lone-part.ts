// A message that is one part: most of them say so in the same few words, which are read once.

import { MimeNode } from '@zone-eu/mailsplit'

const MAX_KEPT = 200 // sets of MIME fields
const MAX_KEPT_LENGTH = 500 // characters
const MULTIPART = /^content-type:\s*multipart\//im
const kept = new Map<string, MimeNode>()

/** The one part of a message with these MIME fields; undefined when it has, or may have, several. */
export function lonePart(fields: string): MimeNode | undefined {
  if (MULTIPART.test(fields)) return undefined
  const known = kept.get(fields)
  if (known !== undefined) return known
  const root = new MimeNode(false)
  root.addHeaderChunk(Buffer.from(fields, 'latin1'))
  root.parseHeaders()
  if (root.multipart !== false) return undefined
  if (fields.length > MAX_KEPT_LENGTH) return root
  if (kept.size >= MAX_KEPT) kept.clear()
  kept.set(fields, root)
  return root
}
