// What happens to a message for lists, on one page: facts are read once, judged, and acted on in one transaction.
// Run twice, the second time finds nothing left to do.
import { atLeast } from '#mta/in/evidence.ts'
import { mustNotBeAnswered } from '#mta/message/automatic.ts'
import type { Tx } from '#store/database.ts'
import { type Arrival, finishArrival } from './arrivals.ts'
import { signOfLife } from './bounces/sign-of-life.ts'
import { askToConfirm } from './confirm-post.ts'
import { distribute } from './distribute.ts'
import { type Gathered, gather } from './gather.ts'
import { judge, type Posting, type Verdict } from './judge.ts'
import { announce } from './moderation/announce.ts'
import type { Original } from './original.ts'
import { tellDeclined, tellExpired, tellHeld, tellRefused } from './post-answers.ts'
import { type Decision, movePost, type Post, type PostState } from './posts.ts'
import type { Site } from './site.ts'

interface Judged {
  readonly post: Post
  readonly posting: Posting
  readonly verdict: Verdict
}

/** Sees to every one of an arrival's posts that is not settled yet. */
export async function seeToPosts(
  site: Site,
  { arrival, original }: { readonly arrival: Arrival; readonly original: Original },
  posts: readonly Post[],
): Promise<void> {
  const unseen = posts.filter((p) => p.state === 'held' && p.decision === null && !p.announced)
  if (unseen.length > 0)
    await site.db.transaction(async (tx) => {
      for (const { id } of unseen) await announce(tx, { post: id })
    })
  const open = posts.filter(
    (p) =>
      p.state === 'new' ||
      (p.state === 'refused' && p.decision === null) ||
      (p.state === 'held' && p.decision !== null),
  )
  if (open.length === 0) {
    if (arrival.openErrands === 0) await finishArrival(site.db, arrival.id)
    return
  }
  const gathered = await gather(site.db, site.directory, {
    listIds: open.map((p) => p.listId),
    header: original.header,
    sizeBytes: arrival.size,
    bytes: original.bytes,
    messageId: arrival.messageId,
    fingerprint: arrival.fingerprint,
    mailFrom: arrival.mailFrom,
    evidence: arrival.evidence,
    arrivalId: arrival.id,
    at: arrival.receivedAt,
  })
  const judged = open.flatMap((post): Judged[] => {
    const posting = gathered.postings.get(post.listId)
    return posting ? [{ post, posting, verdict: outcome(post, judge(posting)) }] : []
  })
  const closed = open.filter((p) => !gathered.postings.has(p.listId))
  if (closed.length > 0) await discardClosed(site, closed)
  await act(site, { arrival, original, gathered }, judged)
}

/** Its list was closed after the sender got 250: nobody is there any more to take it. */
async function discardClosed(site: Site, posts: readonly Post[]): Promise<void> {
  const verdict: Verdict = {
    action: 'discard',
    reasons: [{ rule: 'list', reason: 'list-closed' }],
    trace: [],
  }
  await site.db.transaction(async (tx) => {
    for (const post of posts) await movePost(tx, post, 'discarded', verdict)
  })
}

/** A human's decision stands for the rules; a verdict given before 250 may become a hold, never a refusal. */
function outcome(post: Post, verdict: Verdict): Verdict {
  if (post.decision === 'accept') return { ...verdict, action: 'accept' }
  if (post.decision !== null)
    return { ...verdict, action: post.decision === 'discard' ? 'discard' : 'reject' }
  if (post.state === 'refused') return { action: 'reject', reasons: post.reasons, trace: post.trace }
  return verdict.action === 'reject' ? { ...verdict, action: 'hold' } : verdict
}

function tellOf(decision: Decision | null) {
  if (decision === 'expire') return tellExpired
  return decision === null ? tellRefused : tellDeclined
}

interface Facts {
  readonly arrival: Arrival
  readonly original: Original
  readonly gathered: Gathered
}

/** A human whom we know by proof writes from an address that mail came back from. */
function showsLife({ mailFrom }: Arrival, { author, evidence }: Gathered, { header }: Original): boolean {
  return (
    author?.ailing === true && atLeast(evidence.level, 'spf-aligned') && !mustNotBeAnswered(header, mailFrom)
  )
}

async function act(
  site: Site,
  { arrival, original, gathered }: Facts,
  judged: readonly Judged[],
): Promise<void> {
  const of = (action: Verdict['action']) => judged.filter((j) => j.verdict.action === action)
  const settle = (tx: Tx, { post, verdict }: Judged, to: PostState) =>
    post.state === to ? Promise.resolve(true) : movePost(tx, post, to, verdict)

  const others = async (tx: Tx): Promise<void> => {
    if (showsLife(arrival, gathered, original)) await signOfLife(tx, site, gathered.author!.address)
    for (const one of of('hold')) {
      if (!(await settle(tx, one, 'held'))) continue
      await announce(tx, { post: one.post.id })
      await tellHeld(
        tx,
        site.platform,
        { arrival, gathered, post: one.post, posting: one.posting },
        one.verdict,
      )
    }
    for (const one of of('discard')) await settle(tx, one, 'discarded')
    for (const one of of('reject')) {
      if (!(await settle(tx, one, 'refused'))) continue
      await tellOf(one.post.decision)(tx, site.platform, {
        arrival,
        gathered,
        post: one.post,
        posting: one.posting,
      })
    }
    const confirming: Judged[] = []
    for (const one of of('confirm')) if (await settle(tx, one, 'confirming')) confirming.push(one)
    await askToConfirm(tx, site, { arrival, postings: confirming })
    if (arrival.openErrands === 0) await finishArrival(tx, arrival.id)
  }

  const accepted = of('accept').map(({ post, posting }) => ({
    post,
    list: posting.list,
    policy: posting.policy,
  }))
  if (accepted.length === 0) await site.db.transaction(others)
  else
    await distribute(
      { ...site, webUrl: site.platform.webUrl, domain: site.platform.domain },
      { arrival, original },
      accepted,
      others,
    )
}
