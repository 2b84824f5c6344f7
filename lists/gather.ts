// The facts about a message for each list it is for. Reads only, a fixed number of statements.
import { atLeast, type Evidence } from '#mta/in/evidence.ts'
import type { Address } from '#mta/message/address.ts'
import { parseAddress } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import type { DbOrTx } from '#store/database.ts'
import { rememberedIdentity } from './identities.ts'
import type { Posting } from './judge.ts'
import { lookUp } from './list-addresses.ts'
import { listsById } from './lists.ts'
import { type Person, personByAddress } from './people.ts'
import { policiesOf } from './policies.ts'
import { earlierPosts, hasPosted } from './posts.ts'
import { standings } from './standing.ts'

export interface Asked {
  readonly listIds: readonly number[]
  readonly header: Header
  readonly sizeBytes: number
  readonly messageId: string
  readonly fingerprint: Buffer
  readonly mailFrom: string
  readonly evidence: Evidence
  /** The arrival that asks, once it has a number. */
  readonly arrivalId?: number
  readonly at: Date
}

export interface Gathered {
  readonly postings: Map<number, Posting>
  /** Who From says it is, when we know that address. */
  readonly author?: Person
  /** The evidence, with what an earlier confirmation adds to it. */
  readonly evidence: Evidence
}

/** Reads what the judge needs to know. Closed lists are left out. */
export async function gather(db: DbOrTx, asked: Asked): Promise<Gathered> {
  const from = asked.evidence.from === undefined ? undefined : parseAddress(asked.evidence.from)
  const [lists, policies, author, earlier, ours, remembered] = await Promise.all([
    listsById(db, asked.listIds),
    policiesOf(db, asked.listIds, 'post'),
    from ? personByAddress(db, from.text) : undefined,
    earlierPosts(db, {
      messageId: asked.messageId,
      fingerprint: asked.fingerprint,
      listIds: asked.listIds,
      ...(asked.arrivalId !== undefined && { before: asked.arrivalId }),
    }),
    from ? lookUp(db, [from as Address]) : new Map(),
    from && !atLeast(asked.evidence.level, 'spf-aligned') && asked.evidence.identities.length > 0
      ? rememberedIdentity(db, from.text, asked.evidence.identities)
      : false,
  ])
  const evidence: Evidence = remembered ? { ...asked.evidence, level: 'spf-aligned' } : asked.evidence
  const policyOf = (id: number) => policies.get(id)?.rules ?? []
  const standing = await standings(
    db,
    // An address that nobody has verified recognises nobody.
    author?.verified ? { id: author.id, address: author.address } : undefined,
    [...lists.keys()].map((id) => ({ id, rules: policyOf(id) })),
  )
  const posted = author && asksFirstPost(policies) ? await hasPosted(db, author.id, asked.listIds) : undefined
  const postings = new Map<number, Posting>()
  for (const [id, list] of lists)
    postings.set(id, {
      list,
      header: asked.header,
      sizeBytes: asked.sizeBytes,
      mailFrom: asked.mailFrom,
      evidence,
      standing: { ...standing.get(id)!, ...(from && { address: from.text }) },
      policy: policyOf(id),
      firstPost: !posted?.has(id),
      earlier: earlier.get(id) ?? 'none',
      fromIsOurs: ours.size > 0,
      at: asked.at,
    })
  return { postings, evidence, ...(author && { author }) }
}

function asksFirstPost(policies: Awaited<ReturnType<typeof policiesOf>>): boolean {
  return [...policies.values()].some(({ rules }) => rules.some((r) => r.when?.firstPost))
}
