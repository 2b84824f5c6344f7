// When a search engine can't answer. Nothing else of Relais needs one.

/**
 * `unreachable`: no connection, `slow`: no answer in time, `failing`: errors of its own, `refused`: it doesn't take the
 * key, `not-ready`: its index is being made, `misunderstood`: it didn't take this question, `too-wide`: this question
 * is beyond what is sent to it.
 */
export type WhyAway =
  | 'unreachable'
  | 'slow'
  | 'failing'
  | 'refused'
  | 'not-ready'
  | 'misunderstood'
  | 'too-wide'

/** Search can't answer now; pages and the API say so with 503. `detail` is for the log and holds no key. */
export class SearchAway extends Error {
  readonly why: WhyAway
  readonly detail: string
  constructor(why: WhyAway, detail = '') {
    super(`Search is away: ${why}${detail === '' ? '' : ` (${detail})`}`)
    this.name = 'SearchAway'
    this.why = why
    this.detail = detail
  }
}
