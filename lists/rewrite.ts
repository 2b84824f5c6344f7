// From the message as received to the copy that leaves: handlers in order, then From.
import { isAscii } from 'node:buffer'
import { pipeline, Readable } from 'node:stream'
import { protectionOf } from '#mta/author-protection.ts'
import type { Resolver } from '#mta/dns.ts'
import type { Evidence } from '#mta/in/evidence.ts'
import { parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { crlfStream } from '#mta/out/crlf.ts'
import { RelaxedBody } from '#mta/signing/relaxed.ts'
import type { Arrival } from './arrivals.ts'
import { withListAsAuthor, withReplyTo } from './author-line.ts'
import type { Draft, HandlerContext } from './handlers/draft.ts'
import { handlersInOrder } from './handlers/order.ts'
import type { List } from './lists.ts'
import type { Original } from './original.ts'
import { decide, type PolicyRule, stranger } from './policy.ts'

export interface Rewriting {
  readonly webUrl: string
  readonly domain: string
  readonly resolver: Resolver
}

/** A copy for everyone on a list: `before` and `after` stand around the body as received. */
export interface Rewritten {
  readonly header: Header
  /** Whose address is in From. */
  readonly from: 'author' | 'list'
  readonly before: Buffer
  readonly after: Buffer
}

/** A message as received, or with another body. */
type Bare = Pick<Original, 'header' | 'body'>

/** What a look at the body tells, for handlers that must know how it ends. */
export interface BodySigns {
  readonly endsWithNewline: boolean
  /** Of the body as it leaves when nothing stands around it, relaxed (RFC 6376 §3.7). */
  readonly bodyHash: Buffer
  readonly eightBit: boolean
}

/** Reads a body once, keeping nothing. */
export async function bodySigns(original: Pick<Original, 'body'>): Promise<BodySigns> {
  let last = 0x0a
  let eightBit = false
  const relaxed = new RelaxedBody()
  for await (const chunk of crlfBody(original)) {
    if (chunk.length === 0) continue
    last = chunk[chunk.length - 1]!
    eightBit ||= !isAscii(chunk)
    relaxed.update(chunk)
  }
  return { endsWithNewline: last === 0x0a, eightBit, bodyHash: relaxed.digest() }
}

/** Whether strangers' and subscribers' posts alike are refused: List-Post then says NO. */
export function postingIs(policy: readonly PolicyRule[]): 'open' | 'closed' {
  const asSubscriber = decide(
    policy,
    { ...stranger, subscriber: true },
    { evidence: 'aligned', sizeBytes: 1, hasAttachment: false, firstPost: false, at: new Date(0) },
  )
  return asSubscriber.outcome === 'reject' || asSubscriber.outcome === 'discard' ? 'closed' : 'open'
}

function signedOnArrival(evidence: Evidence): 'signed' | 'unsigned' {
  return evidence.identities.some((identity) => identity.startsWith('d=')) ? 'signed' : 'unsigned'
}

/** Makes the copy that a list sends of a post. Asks DNS at most for the author's keys and policy. */
export async function rewrite(
  original: Bare,
  signs: BodySigns,
  post: {
    readonly list: List
    readonly policy: readonly PolicyRule[]
    readonly arrival: Arrival
    readonly archivedAt: string
  },
  site: Rewriting,
): Promise<Rewritten> {
  const { list, arrival } = post
  const authors = original.header.all('From').flatMap(parseMailboxes)
  const author = authors.length === 1 ? authors[0] : undefined
  const context: HandlerContext = {
    list,
    webUrl: site.webUrl,
    domain: site.domain,
    archivedAt: post.archivedAt,
    messageId: arrival.messageId,
    posting: postingIs(post.policy),
    arrival,
    evidence: arrival.evidence,
    ...(author && { author }),
    ...signs,
  }
  const start: Draft = { header: original.header, before: Buffer.alloc(0), after: Buffer.alloc(0) }
  const draft = handlersInOrder.reduce((made, handler) => handler.apply(made, context), start)
  const asAuthor = { ...draft, from: 'author' as const, header: withReplyTo(draft.header, list) }
  if (!author?.parsed) return asAuthor
  const asList = () => ({
    ...draft,
    from: 'list' as const,
    header: withListAsAuthor(withReplyTo(draft.header, list), author, list),
  })
  if (list.settings.from === 'always') return asList()
  const protection = await protectionOf(
    { domain: author.parsed.domain, signed: signedOnArrival(arrival.evidence) },
    () => copyStream(asAuthor, original),
    site.resolver,
  )
  return protection === 'protected' ? asAuthor : asList()
}

/** The bytes of a copy as they will leave, personal fields apart. */
function copyStream(copy: Rewritten, original: Bare): Readable {
  return Readable.from(
    (async function* () {
      yield copy.header.bytes()
      yield Buffer.from('\r\n')
      yield* bodyOf(copy, original)
    })(),
    { objectMode: false },
  )
}

/** The body of a copy, CRLF lines. */
export async function* bodyOf(
  copy: Pick<Rewritten, 'before' | 'after'>,
  original: Bare,
): AsyncGenerator<Buffer> {
  yield copy.before
  yield* crlfBody(original)
  yield copy.after
}

function crlfBody(original: Pick<Original, 'body'>): AsyncIterable<Buffer> {
  const mended = crlfStream()
  pipeline(original.body(), mended, () => {})
  return mended
}
