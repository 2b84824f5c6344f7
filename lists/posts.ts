// Owner of the table posts: an arrival on its way to one list. What moderators make of it: moderation/held-posts.ts.
import { urlHash, urlHashes } from '#mta/message/identity.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import type { Question } from '#store/questions.ts'
import type { Verdict } from './judge.ts'

export type PostState = 'new' | 'confirming' | 'held' | 'accepted' | 'refused' | 'discarded'
/** 'expire': nobody decided in the list's time. */
export type Decision = 'accept' | 'refuse' | 'discard' | 'expire'

export interface NewPost {
  readonly arrivalId: number
  readonly listId: number
  /** 'refused' at once where a known author is told by mail, 'held' where part of a transaction was refused; else 'new'. */
  readonly state: 'new' | 'held' | 'refused'
  readonly verdict: Verdict
  readonly authorId?: number
}

export interface Post {
  readonly id: number
  readonly arrivalId: number
  readonly listId: number
  readonly state: PostState
  readonly reasons: Verdict['reasons']
  readonly trace: Verdict['trace']
  readonly authorId: number | null
  /** A human's, once it is in effect: before that it can be taken back, and nothing acts on it. */
  readonly decision: Decision | null
  readonly decisionNote: string | null
  readonly messageId: number | null
  /** Its moderators have been written to. */
  readonly announced: boolean
}

/** A post as it stands once it is written. */
export const newPost = ({ arrivalId, listId, state, verdict, authorId }: NewPost, id: number): Post => ({
  id,
  arrivalId,
  listId,
  state,
  reasons: verdict.reasons,
  trace: verdict.trace,
  authorId: authorId ?? null,
  decision: null,
  decisionNote: null,
  messageId: null,
  announced: false,
})

const columns = `p.id, p.arrival_id as "arrivalId", p.list_id as "listId", p.state, p.reasons, p.trace,
  p.author_id as "authorId", case when p.effective_at <= clock_timestamp() then p.decision end as decision,
  p.decision_note as "decisionNote", p.message_id as "messageId", p.announced_at is not null as announced`

export async function insertPosts(tx: Tx, posts: readonly NewPost[]): Promise<void> {
  if (posts.length === 0) return
  await tx('posts')
    .insert(
      posts.map((p) => ({
        arrival_id: p.arrivalId,
        list_id: p.listId,
        state: p.state,
        reasons: JSON.stringify(p.verdict.reasons),
        trace: JSON.stringify(p.verdict.trace),
        author_id: p.authorId ?? null,
      })),
    )
    .onConflict(['arrival_id', 'list_id'])
    .ignore()
}

/** The part of a statement that inserts the posts (a column of type jsonb) of each row of `given`, an arrival's `id`. */
export const insertPostsSql = (given: string): string =>
  `insert into posts (arrival_id, list_id, state, reasons, trace, author_id)
   select g.id, (p->>'listId')::bigint, p->>'state', p->'verdict'->'reasons', p->'verdict'->'trace', (p->>'authorId')::bigint
     from ${given} g, jsonb_array_elements(g.posts) p
   on conflict (arrival_id, list_id) do nothing
   returning id, arrival_id, list_id`

/** The posts of an arrival, in the order the lists were named. */
export async function postsOf(db: DbOrTx, arrivalId: number): Promise<Post[]> {
  return (await db.raw(`select ${columns} from posts p where p.arrival_id = ? order by p.id`, [arrivalId]))
    .rows
}

export async function postById(db: DbOrTx, id: number): Promise<Post | undefined> {
  return (await db.raw(`select ${columns} from posts p where p.id = ?`, [id])).rows[0]
}

/**
 * Moves a post on; true for exactly one caller, whose effects share its transaction. A decision that was taken back
 * meanwhile moves nothing.
 */
export async function movePost(
  tx: Tx,
  post: Pick<Post, 'id' | 'state' | 'decision'>,
  to: PostState,
  verdict?: Verdict,
): Promise<boolean> {
  const moved = await tx('posts')
    .where({ id: post.id, state: post.state })
    .whereRaw('(?::text is null or decision = ? and effective_at <= clock_timestamp())', [
      post.decision,
      post.decision,
    ] as never)
    .update({
      state: to,
      ...(to === 'held' && { held_at: tx.fn.now() }),
      ...(verdict && { reasons: JSON.stringify(verdict.reasons), trace: JSON.stringify(verdict.trace) }),
    })
  return moved === 1
}

/** What waits for a human or for its author's confirmation, oldest first. */
export async function waitingPosts(
  db: DbOrTx,
  limit: number,
): Promise<
  (Post & {
    list: string
    receivedAt: Date
    size: number
    blob: Buffer
    from: string | null
    decided: Decision | null
    decidedBy: string | null
    effectiveAt: Date | null
  })[]
> {
  return (
    await db.raw(
      `select ${columns}, l.address as list, a.received_at as "receivedAt", a.size, a.blob, a.evidence->>'from' as "from",
              p.decision as decided, w.name as "decidedBy", p.effective_at as "effectiveAt"
         from posts p join lists l on l.id = p.list_id join arrivals a on a.id = p.arrival_id
         left join people w on w.id = p.decided_by
        where p.state in ('held', 'confirming') order by p.id limit ?`,
      [limit],
    )
  ).rows
}

/**
 * What else each list knows under this Message-ID: 'same-content' or 'other-content'. Posts refused or
 * discarded count for nothing: their author may send again. `before` leaves out the post itself and later ones.
 * The first fifty arrivals tell; a flood of the same message costs no more.
 */
export function earlierPosts(asked: {
  messageId: string
  fingerprint: Buffer
  listIds: readonly number[]
  before?: number
}): Question<Map<number, 'same-content' | 'other-content'>> {
  return {
    sql: `select list_id as "listId", bool_or(fingerprint = :fingerprint) as same from (
       select p.list_id, a.fingerprint
         from (select id, fingerprint from arrivals
                where message_id = :messageId and id < coalesce(:before, 9007199254740991) order by id limit 50) a
         join posts p on p.arrival_id = a.id
        where p.list_id = any(:listIds) and p.state not in ('refused', 'discarded')
       union all
       select g.list_id, m.fingerprint from messages m join postings g on g.message_id = m.id
        where m.hash = any(:hashes) and g.list_id = any(:listIds)
          and m.arrival_id is distinct from :before
     ) known group by list_id`,
    bindings: {
      messageId: asked.messageId,
      hashes: urlHashes(urlHash(asked.messageId)),
      fingerprint: asked.fingerprint,
      listIds: asked.listIds,
      before: asked.before ?? null,
    },
    read: (rows: readonly { listId: number; same: boolean }[]) =>
      new Map(rows.map((r) => [r.listId, r.same ? 'same-content' : 'other-content'])),
  }
}

/** On which of these lists somebody has had a post accepted. */
export async function hasPosted(
  db: DbOrTx,
  personId: number,
  listIds: readonly number[],
): Promise<Set<number>> {
  const ids = await db('posts')
    .where({ author_id: personId, state: 'accepted' })
    .whereIn('list_id', [...listIds])
    .distinct()
    .pluck('list_id')
  return new Set(ids)
}

/** Notes which archived message posts became. */
export async function notePosted(tx: Tx, ids: readonly number[], messageId: number): Promise<void> {
  await tx('posts')
    .whereIn('id', [...ids])
    .update({ message_id: messageId })
}

/** Moves every post of an arrival that waits for its author; how many there were. */
export async function moveConfirming(tx: Tx, arrivalId: number, to: 'new' | 'discarded'): Promise<number> {
  return await tx('posts').where({ arrival_id: arrivalId, state: 'confirming' }).update({ state: to })
}

/** What each list made of a message, by Message-ID, oldest first. */
export async function tracePosts(
  db: DbOrTx,
  messageId: string,
): Promise<(Post & { list: string; receivedAt: Date; evidence: string })[]> {
  return (
    await db.raw(
      `select ${columns}, l.address as list, a.received_at as "receivedAt", a.evidence->>'level' as evidence
         from arrivals a join posts p on p.arrival_id = a.id join lists l on l.id = p.list_id
        where a.message_id = ? order by p.id`,
      [messageId],
    )
  ).rows
}

/** How many posts of a list wait for a moderator. */
export async function countWaiting(db: DbOrTx, listId: number): Promise<number> {
  const [row] = await db('posts').where({ list_id: listId, state: 'held' }).count('* as n')
  return Number(row?.n ?? 0)
}

/** What of somebody's waits in these lists, the newest first. */
export async function waitingOf(
  db: DbOrTx,
  author: { readonly personId: number | undefined; readonly address: string },
  listIds: readonly number[],
  limit: number,
): Promise<(Post & { messageName: string })[]> {
  const { rows } = await db.raw(
    `select ${columns}, a.message_id as "messageName" from posts p join arrivals a on a.id = p.arrival_id
      where p.list_id = any(?::bigint[]) and p.state in ('confirming', 'held')
        and a.evidence->>'from' = ? and (p.author_id is null or p.author_id = ?::bigint)
      order by p.id desc limit ?`,
    [[...listIds], author.address, author.personId ?? null, limit],
  )
  return rows
}

/** Its author takes a post back that waits: true for exactly one caller, and nobody decides about it any more. */
export async function withdrawPost(tx: Tx, id: number): Promise<boolean> {
  const withdrawn = await tx('posts')
    .where({ id })
    .whereIn('state', ['new', 'confirming', 'held'])
    .update({
      state: 'discarded',
      reasons: JSON.stringify([{ rule: 'author', reason: 'withdrawn' }]),
    })
  return withdrawn === 1
}
