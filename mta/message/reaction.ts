// A thumb under somebody's message, which some mail programs send as an answer of its own.
import type { Header } from './header.ts'

const MAX_BYTES = 65_536 // a reaction is a few lines
/** RFC 9078 §2; Gmail's own part; what Outlook writes to who doesn't use it. */
const MARKS =
  /^content-disposition:[ \t]*reaction\b|^content-type:[ \t]*text\/vnd\.google\.email-reaction\+json|^[^\n]{0,120}(?:reacted to your message|a r(?:=C3=A9|=E9|\xc3\xa9|\xe9)agi (?:=C3=A0|=E0|\xc3\xa0|\xe0) votre message)\b[^\n]{0,3}$/im

/** Whether a mail, as received, is a reaction: it answers something, and says so. */
export function isReaction(header: Header, bytes: Buffer | undefined): boolean {
  if (bytes === undefined || bytes.length > MAX_BYTES || !header.has('In-Reply-To')) return false
  return MARKS.test(bytes.toString('latin1'))
}
