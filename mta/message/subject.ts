/** A subject without what mailers and lists put around it. */
export interface BaseSubject {
  /** Lower case, for comparing: RFC 5256 §2.1, and the prefixes of French and other mailers. */
  readonly base: string
  /** It began with a word that means "answer": `Re:`, `Ré :`, `AW:`… */
  readonly isReply: boolean
}

const MAX_SUBJECT = 500 // characters that are compared
const COUNT = /(?:\s*(?:\[\d{1,4}\]|\(\d{1,4}\)|\^?\d{1,4}))?\s*:\s*/.source // `Re[2]:`, `Re (2) :`, `Re^2:`
const REPLY = new RegExp(`^(?:re|ré|rép|réf|aw|antw|sv|res)${COUNT}`, 'i')
const FORWARD = new RegExp(`^(?:fwd?|tr|wg|vs|enc|doorst)${COUNT}`, 'i')
const TAG = /^\[[^[\]]*\]\s*/
const WRAPPED = /^\[fwd\s*:(.*)\]$/i
const FORWARDED_AFTER = /\s*\(fwd\)$/i

/** What two messages about the same thing have in common in their subjects. */
export function baseSubject(subject: string): BaseSubject {
  let text = subject.slice(0, MAX_SUBJECT).normalize('NFC').replace(/\s+/g, ' ').trim()
  let isReply = false
  for (let before = ''; before !== text; ) {
    before = text
    if (REPLY.test(text)) isReply = true
    text = without(text, FORWARDED_AFTER)
    text = without(WRAPPED.exec(text)?.[1]?.trim() ?? text, REPLY)
    text = without(text, FORWARD)
    if (text.replace(TAG, '') !== '') text = text.replace(TAG, '')
  }
  return { base: text.toLowerCase(), isReply }
}

function without(text: string, what: RegExp): string {
  return text.replace(what, '').trim()
}
