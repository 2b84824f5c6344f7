// Reading nodemailer's errors: which step failed, what the server said, and what that means for each recipient.
import { type Outcome, outcomeOf } from './outcome.ts'

export type SmtpError = Error & {
  readonly code?: string
  readonly response?: string | false
  readonly responseCode?: number
  readonly command?: string | false
}

/** A recipient that the server refused at RCPT. */
export interface Refused {
  readonly recipient?: string
  readonly responseCode?: number
  readonly response?: string | false
}

const CLOSING = 421 // RFC 5321 §3.8: about the connection, not about a recipient

/** The outcome of each recipient; `rest` is for those that RCPT did not refuse. */
export function outcomesOf(
  recipients: readonly string[],
  refused: readonly Refused[],
  rest: Outcome,
): Map<string, Outcome> {
  const replies = new Map(refused.map((one) => [one.recipient ?? '', one]))
  return new Map(
    recipients.map((recipient) => {
      const reply = replies.get(recipient)
      if (!reply || reply.responseCode === CLOSING) return [recipient, rest]
      return [recipient, outcomeOf(reply.responseCode, reply.response || 'refused')]
    }),
  )
}

/** What the error of a whole transaction says about recipients that were not refused themselves. */
export function outcomeOfError(error: SmtpError): Outcome {
  if (error.responseCode === CLOSING) return { kind: 'deferred', reply: wordsOf(error) }
  if (error.responseCode) return outcomeOf(error.responseCode, wordsOf(error))
  if (error.code === 'EMESSAGE') return { kind: 'failed', reply: `552 5.3.4 ${error.message}` }
  if (error.code === 'EENVELOPE') return { kind: 'failed', reply: `501 5.1.3 ${error.message}` }
  return { kind: 'deferred', reply: wordsOf(error) }
}

/** RCPT after a refused MAIL is answered 503, which says nothing about the recipient. */
export function isAboutSender(error: SmtpError): boolean {
  return error.command === 'MAIL FROM'
}

/**
 * Whether the body was never asked for, so that sending again at once makes no second copy. `lastResponse` is
 * the last reply of the connection: from DATA's 354 on nothing is certain (RFC 1047).
 */
export function isBeforeBody(error: SmtpError, lastResponse: string | false): boolean {
  if (error.code === 'ETIMEDOUT' || error.code === 'ESTREAM') return false
  if (error.responseCode) return error.responseCode === CLOSING && error.code !== 'EMESSAGE'
  return !String(lastResponse || '').startsWith('3')
}

/** The server's words, or the network's. */
export function wordsOf(error: SmtpError): string {
  return error.response || error.message
}
