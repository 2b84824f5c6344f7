// Mails that a tap on a button sends: a calendar's answer (RFC 5546), a reaction (RFC 9078). They are in somebody's name,
// and nobody typed them.
import type { Body } from './chunks.ts'
import type { Header } from './header.ts'
import { readParts } from './parts.ts'

const CALENDAR = /^(?:text\/(?:x-v)?calendar|application\/ics)$/
const MOST_PARTS = 20

/** Whether a mail is one. */
export async function isGesture(header: Header, body: Body): Promise<boolean> {
  if (/calendarmessage/i.test(header.first('Content-Class') ?? '')) return true
  let seen = 0
  for await (const part of readParts(header, body, () => {})) {
    if (CALENDAR.test(part.type) || part.disposition === 'reaction') return true
    if (++seen >= MOST_PARTS) break
  }
  return false
}
