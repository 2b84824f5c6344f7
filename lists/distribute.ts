// An accepted post becomes an archived message and one delivery a person, in one transaction.
import { isAscii } from 'node:buffer'
import { parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { urlHash } from '#mta/message/identity.ts'
import { enqueue } from '#mta/out/queue.ts'
import { type DigestKind, keepForDigests } from '#mta/out/waiting.ts'
import type { Db, Tx } from '#store/database.ts'
import type { Arrival } from './arrivals.ts'
import { type Copying, makeCopies, type ReadyCopy, WANTED_BY } from './copies.ts'
import type { Archive, Filed } from './filing.ts'
import type { List } from './lists.ts'
import { type Mode, modes, modesOf } from './modes.ts'
import type { Original } from './original.ts'
import type { PolicyRule } from './policy.ts'
import { movePost, notePosted, type Post } from './posts.ts'
import { addressed, recipients } from './recipients.ts'
import { bodySigns } from './rewrite.ts'

import { signingDomains } from './sign-as.ts'

export interface Distribution extends Copying {
  readonly db: Db
  readonly archive: Archive
}

interface Accepted {
  readonly post: Post
  readonly list: List
  readonly policy: readonly PolicyRule[]
}

interface Ready extends Accepted {
  readonly copies: readonly ReadyCopy[]
  readonly digests: readonly DigestKind[]
}

const DIGESTS: readonly DigestKind[] = ['digest', 'digest-plain', 'titles']

function messageUrl(webUrl: string, list: List, hash: string): string {
  return `${webUrl}/lists/${list.address}/messages/${hash}`
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
  const files = prepared.reading.attachments
  const signs = await bodySigns(original)
  const wanted = await modesOf(
    site.db,
    accepted.map(({ list }) => list.id),
  )
  const ready: Ready[] = []
  for (const one of inSightOrder(accepted, original.header)) {
    const archivedAt = messageUrl(site.webUrl, one.list, urlHash(arrival.messageId))
    const theirs = wanted.get(one.list.id) ?? new Set<Mode>()
    const of = { ...one, arrival, original, signs, files, archivedAt }
    const copies = await makeCopies(site, of, theirs)
    ready.push({ ...one, copies, digests: DIGESTS.filter((kind) => theirs.has(kind)) })
  }

  await site.db.transaction(async (tx) => {
    const moved: Ready[] = []
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
      moved.flatMap(({ copies }) => copies.flatMap(({ body }) => body ?? [])),
    )
    for (const one of moved) await send(tx, site, { ...one, arrival, original, filed })
    // Who gets it at once from any list does not get it again in a digest.
    for (const { list, post, digests } of moved)
      if (digests.length > 0)
        await keepForDigests(
          tx,
          { messageId: filed.id, listId: list.id },
          recipients(list, digests, { authorId: post.authorId, header: original.header }),
        )
  })
}

/** Queues a list's copies, each for who wants it. */
async function send(
  tx: Tx,
  site: Distribution,
  of: Ready & { readonly arrival: Arrival; readonly original: Original; readonly filed: Filed },
): Promise<void> {
  const { list, arrival, original, filed } = of
  const url = messageUrl(site.webUrl, list, filed.hash)
  // Links were made of the page's name as it was expected; where another message has it, everyone gets the whole.
  const copies = filed.hash === urlHash(arrival.messageId) ? of.copies : of.copies.slice(0, 1)
  const otherwise: Mode[] = ['none', ...of.digests, ...copies.slice(1).map(({ kind }) => WANTED_BY[kind])]
  for (const { kind, header, body, bodyHash, eightBit } of copies) {
    const bytes = header.replace('Archived-At', { raw: `<${url}>` }).bytes()
    // Whatever way was not foreseen, chosen a moment ago perhaps, is served by the whole: nobody misses a message.
    const ways = kind === 'whole' ? modes.filter((mode) => !otherwise.includes(mode)) : [WANTED_BY[kind]]
    await enqueue(
      tx,
      {
        messageId: filed.id,
        listId: list.id,
        kind,
        header: bytes,
        body: body?.hash ?? arrival.blob,
        bodyOffset: body ? 0 : original.bodyOffset,
        size: bytes.length + (body?.size ?? original.size - original.bodyOffset),
        eightBit: eightBit || !isAscii(bytes),
        utf8: needsUtf8(original.header),
        sending: list.settings.delivery,
        bodyHash,
        personal: { list: list.address, signAs: signingDomains({ header, list }, arrival, site.domain) },
      },
      recipients(list, ways, { authorId: of.post.authorId, header: original.header }),
    )
  }
}
