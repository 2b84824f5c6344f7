// An accepted post becomes an archived message and one delivery a person, in one transaction.
import { isAscii } from 'node:buffer'
import { Readable } from 'node:stream'
import { parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { urlHash } from '#mta/message/identity.ts'
import { enqueue, type NewCopy } from '#mta/out/queue.ts'
import { RelaxedBody } from '#mta/signing/relaxed.ts'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Db, Tx } from '#store/database.ts'
import type { Arrival } from './arrivals.ts'
import type { Archive } from './filing.ts'
import type { List } from './lists.ts'
import type { Original } from './original.ts'
import type { PolicyRule } from './policy.ts'
import { movePost, notePosted, type Post } from './posts.ts'
import { type BodySigns, bodyOf, bodySigns, type Rewriting, type Rewritten, rewrite } from './rewrite.ts'
import { signingDomains } from './sign-as.ts'

export interface Distribution extends Rewriting {
  readonly db: Db
  readonly blobs: Blobs
  readonly archive: Archive
}

interface Accepted {
  readonly post: Post
  readonly list: List
  readonly policy: readonly PolicyRule[]
}

interface ReadyCopy extends Accepted {
  readonly copy: Rewritten
  /** The body's own blob, when something stands around what was received. */
  readonly body?: Staged
  readonly bodyHash: Buffer
}

function messageUrl(webUrl: string, list: List, hash: string): string {
  return `${webUrl}/lists/${list.address}/messages/${hash}`
}

function addressed(header: Header): string[] {
  return ['To', 'Cc']
    .flatMap((name) => header.all(name))
    .flatMap(parseMailboxes)
    .flatMap((m) => (m.parsed ? [m.parsed.text] : []))
}

/** The lists in the order that decides under which one a person gets the message: To, Cc, then the envelope. */
function inSightOrder<T extends { readonly list: List }>(accepted: readonly T[], header: Header): T[] {
  const seen = addressed(header)
  const rank = ({ list }: T) => {
    const at = seen.indexOf(list.address)
    return at < 0 ? seen.length : at
  }
  return accepted.toSorted((a, b) => rank(a) - rank(b))
}

function needsUtf8(header: Header): boolean {
  return ['From', 'To', 'Cc', 'Reply-To', 'Sender']
    .flatMap((name) => header.all(name))
    .flatMap(parseMailboxes)
    .some((m) => /[^\x00-\x7f]/.test(m.address))
}

/** Everyone who gets each message, each once; the author too unless they chose otherwise. */
function audienceOf(list: List, authorId: number | null, header: Header) {
  return {
    sql: `select person_id, address_id, written from audience(?::bigint)
           where mode = 'each' and not paused and (own_posts or person_id is distinct from ?::bigint)
             and (when_addressed or not (address = any(?::text[])))`,
    bindings: [list.id, authorId, addressed(header)],
  }
}

async function makeCopy(
  accepted: Accepted,
  original: Original,
  signs: BodySigns,
  arrival: Arrival,
  site: Distribution,
): Promise<ReadyCopy> {
  const archivedAt = messageUrl(site.webUrl, accepted.list, urlHash(arrival.messageId))
  const copy = await rewrite(original, signs, { ...accepted, arrival, archivedAt }, site)
  if (copy.before.length + copy.after.length === 0) return { ...accepted, copy, bodyHash: signs.bodyHash }
  const relaxed = new RelaxedBody()
  const hashed = async function* () {
    for await (const piece of bodyOf(copy, original)) {
      relaxed.update(piece)
      yield piece
    }
  }
  const body = await site.blobs.stage(Readable.from(hashed(), { objectMode: false }))
  return { ...accepted, copy, body, bodyHash: relaxed.digest() }
}

/**
 * Archives a message in the lists that accept it and queues its copies. Everything slow (reading MIME, asking
 * DNS, staging bytes) comes before the transaction; a crash before the commit repeats it, after it nothing is left.
 */
export async function distribute(
  site: Distribution,
  { arrival, original }: { readonly arrival: Arrival; readonly original: Original },
  accepted: readonly Accepted[],
  alongside: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const prepared = await site.archive.prepare({
    blob: arrival.blob,
    size: arrival.size,
    ...(original.bytes && { bytes: original.bytes }),
  })
  const signs = await bodySigns(original)
  const ready: ReadyCopy[] = []
  for (const one of inSightOrder(accepted, original.header))
    ready.push(await makeCopy(one, original, signs, arrival, site))
  const utf8 = needsUtf8(original.header)

  await site.db.transaction(async (tx) => {
    const moved: ReadyCopy[] = []
    for (const one of ready) if (await movePost(tx, one.post, 'accepted')) moved.push(one)
    await alongside(tx)
    if (moved.length === 0) return
    const authorId = moved.find((m) => m.post.authorId !== null)?.post.authorId ?? undefined
    const facts = {
      messageId: arrival.messageId,
      fingerprint: arrival.fingerprint,
      receivedAt: arrival.receivedAt,
      arrivalId: arrival.id,
      ...(authorId !== undefined && { authorId }),
      listIds: moved.map((m) => m.list.id),
    }
    const filed = (await site.archive.file(tx, [{ prepared, facts }]))[0]!
    await notePosted(
      tx,
      moved.map((m) => m.post.id),
      filed.id,
    )
    await site.blobs.keep(
      tx,
      moved.flatMap((m) => (m.body ? [m.body] : [])),
    )
    for (const { post, list, copy, body, bodyHash } of moved) {
      const url = messageUrl(site.webUrl, list, filed.hash)
      const header = copy.header.replace('Archived-At', { raw: `<${url}>` }).bytes()
      const kept: NewCopy = {
        messageId: filed.id,
        listId: list.id,
        header,
        body: body?.hash ?? arrival.blob,
        bodyOffset: body ? 0 : original.bodyOffset,
        size: header.length + (body?.size ?? original.size - original.bodyOffset),
        eightBit: signs.eightBit || !isAscii(header),
        utf8,
        sending: list.settings.delivery,
        bodyHash,
        personal: {
          list: list.address,
          signAs: signingDomains({ header: copy.header, list }, arrival, site.domain),
        },
      }
      await enqueue(tx, kept, audienceOf(list, post.authorId, original.header))
    }
  })
}
