// What became of one recipient in one try.

/** The end of a try for one recipient; `reply` is the server's words, or ours when there was no server. */
export type Outcome =
  | { readonly kind: 'sent'; readonly reply: string }
  | { readonly kind: 'failed'; readonly reply: string }
  | { readonly kind: 'deferred'; readonly reply: string }
  /** No try was made, the destination is not to be connected to before. */
  | { readonly kind: 'postponed'; readonly reply: string; readonly delayMs: number }

/** A reply is kept for people to read, not as evidence: this much of it. */
export const REPLY_LENGTH = 500

/** A stranger's reply made safe to keep and show: one line, no control characters, bounded. */
export function trimmedReply(reply: string): string {
  return reply
    .slice(0, 4 * REPLY_LENGTH)
    .replace(/[\x00-\x1f\x7f\u2028\u2029\ud800-\udfff]+/g, ' ')
    .trim()
    .slice(0, REPLY_LENGTH)
}

/** The outcome a reply code stands for (RFC 5321 §4.2.1); anything that is neither success nor 5yz is for later. */
export function outcomeOf(code: number | undefined, reply: string): Outcome {
  if (code !== undefined && code >= 200 && code < 300) return { kind: 'sent', reply }
  if (code !== undefined && code >= 500 && code < 600) return { kind: 'failed', reply }
  return { kind: 'deferred', reply }
}
