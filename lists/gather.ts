// The facts about a message for each list it is for. Reads only, a fixed number of statements.
import type { Evidence } from '#mta/in/evidence.ts'
import { parseAddress } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { isReaction } from '#mta/message/reaction.ts'
import type { DbOrTx } from '#store/database.ts'
import { askTogether } from '#store/questions.ts'
import type { Directory } from './directory.ts'
import { withRemembered } from './identities.ts'
import type { Posting } from './judge.ts'
import { standingVerdicts } from './moderation/verdicts.ts'
import type { Person } from './people.ts'
import { stranger } from './policy.ts'
import { earlierPosts, hasPosted } from './posts.ts'
import { authorStandings } from './standing.ts'

export interface Asked {
  readonly listIds: readonly number[]
  readonly header: Header
  readonly sizeBytes: number
  /** The whole message, when small. */
  readonly bytes?: Buffer | undefined
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

/** Reads what the judge needs to know: one statement, more only where a policy or weak evidence asks. Closed lists are left out. */
export async function gather(db: DbOrTx, directory: Directory, asked: Asked): Promise<Gathered> {
  const from = asked.evidence.from === undefined ? undefined : parseAddress(asked.evidence.from)
  const entries = await directory.lists(asked.listIds)
  const lists = [...entries.values()].map(({ list, postRules }) => ({ id: list.id, rules: postRules }))
  const known = askTogether(
    db,
    authorStandings(from?.text ?? '', lists),
    earlierPosts({
      messageId: asked.messageId,
      fingerprint: asked.fingerprint,
      listIds: asked.listIds,
      ...(asked.arrivalId !== undefined && { before: asked.arrivalId }),
    }),
    standingVerdicts(from?.text ?? '', asked.listIds),
  )
  const [[{ person: author, standings }, earlier, verdicts], ours, evidence] = await Promise.all([
    known,
    from ? directory.lookUp([from]) : new Map(),
    withRemembered(db, asked.evidence),
  ])
  const posted =
    author && lists.some(({ rules }) => rules.some((r) => r.when?.firstPost))
      ? await hasPosted(db, author.id, asked.listIds)
      : undefined
  const reaction = isReaction(asked.header, asked.bytes)
  const postings = new Map<number, Posting>()
  for (const [id, { list, postRules }] of entries)
    postings.set(id, {
      list,
      header: asked.header,
      sizeBytes: asked.sizeBytes,
      mailFrom: asked.mailFrom,
      evidence,
      standing: { ...(standings.get(id) ?? stranger), ...(from && { address: from.text }) },
      policy: postRules,
      firstPost: !posted?.has(id),
      earlier: earlier.get(id) ?? 'none',
      fromIsOurs: ours.size > 0,
      authorVerdict: verdicts.get(id) ?? 'none',
      ...(reaction && { isReaction: true }),
      at: asked.at,
    })
  return { postings, evidence, ...(author && { author }) }
}
