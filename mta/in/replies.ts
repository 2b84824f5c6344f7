// The only place where refusals become SMTP codes (RFC 5321 §4.2.3) and enhanced codes (RFC 3463, RFC 5248).
import type { Answer, RefusalReason } from './reception.ts'

interface Code {
  readonly code: number
  readonly enhanced: string
}

const REFUSED: Record<RefusalReason, Code> = {
  'unknown-recipient': { code: 550, enhanced: '5.1.1' },
  'not-allowed': { code: 550, enhanced: '5.7.1' },
  'too-big': { code: 552, enhanced: '5.3.4' },
  loop: { code: 554, enhanced: '5.4.6' },
  content: { code: 554, enhanced: '5.6.0' },
  closed: { code: 550, enhanced: '5.2.1' },
}

const MAX_TEXT = 400 // characters; a reply line has at most 512 octets (RFC 5321 §4.5.3.1.5)

/** Refusals that the transport decides by itself. */
export const REPLIES = {
  later: reply(451, '4.3.0', 'Temporary failure, please try again later'),
  badRecipient: reply(553, '5.1.3', 'This is not an address'),
  tooManyRecipients: reply(452, '4.5.3', 'Too many recipients in one transaction'),
  tooManyRefused: hangUp('Too many refused recipients'),
  tooManyConnections: hangUp('Too many connections from your address, please try again later'),
  stopping: hangUp('Relais is stopping, please try again later'),
  tooSlow: hangUp('This message takes too long'),
} as const

/** Our answer as `smtp-server` says it; undefined when the answer is yes. */
export function asReply(answer: Answer): Error | undefined {
  switch (answer.kind) {
    case 'ok':
      return undefined
    case 'later':
      return reply(451, '4.3.0', answer.text)
    case 'refused': {
      const { code, enhanced } = REFUSED[answer.reason]
      return reply(code, enhanced, answer.text)
    }
  }
}

/**
 * The one answer over SMTP to a message for several recipients: temporary if any part is (the parts taken are
 * known again by their Message-ID), else yes if any part is taken, else the first refusal.
 */
export function together(answers: readonly Answer[]): Answer {
  const of = (kind: Answer['kind']): Answer | undefined => answers.find((answer) => answer.kind === kind)
  return of('later') ?? of('ok') ?? of('refused') ?? { kind: 'later', text: 'Nothing was decided' }
}

// smtp-server derives the enhanced code from the basic one alone; a code that brings its own passes untouched.
function reply(code: number, enhanced: string, text: string): Error {
  return Object.assign(new Error(printable(text)), { responseCode: `${code} ${enhanced}` })
}

// 421 must stay a number: smtp-server hangs up after it (RFC 5321 §3.8).
function hangUp(text: string): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode: 421 })
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, MAX_TEXT)
}
