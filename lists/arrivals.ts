// Owner of arrivals and errands. Acceptance is grouped: what twenty sessions wait for is one commit.
import type { Evidence } from '#mta/in/evidence.ts'
import type { Client } from '#mta/in/reception.ts'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Db, DbOrTx, Tx } from '#store/database.ts'
import { addJob, addJobsSql } from '#store/jobs.ts'
import type { Fresh, FreshArrival } from './fresh.ts'
import { insertPostsSql, type NewPost, newPost } from './posts.ts'
import type { Intent } from './route.ts'

/** One transaction of SMTP or LMTP that we are about to answer for. */
export interface NewArrival {
  readonly staged: Staged
  /** What is staged, of a small one. */
  readonly bytes: Buffer | undefined
  readonly messageId: string
  readonly fingerprint: Buffer
  readonly mailFrom: string
  readonly recipients: readonly string[]
  readonly client: Client
  readonly evidence: Evidence
  readonly posts: readonly Omit<NewPost, 'arrivalId'>[]
  readonly errands: readonly { readonly recipient: string; readonly intent: Intent }[]
}

export interface Arrival {
  readonly id: number
  readonly blob: Buffer
  readonly size: number
  readonly messageId: string
  readonly fingerprint: Buffer
  readonly mailFrom: string
  readonly recipients: readonly string[]
  readonly client: Client
  readonly evidence: Evidence
  readonly receivedAt: Date
  readonly openErrands: number
}

export interface Errand {
  readonly id: number
  readonly arrivalId: number
  readonly recipient: string
  readonly intent: Intent
}

/** A large mail takes long to read: it has a job of its own. */
const LARGE_BYTES = 1024 * 1024
/** One job for what was accepted together; they are counted because what nobody reads isn't run. */
const INSERT = `given as materialized (
       select nextval(pg_get_serial_sequence('arrivals', 'id')) as id, a, a->'posts' as posts, n
         from jsonb_array_elements(?::jsonb) with ordinality e (a, n)),
     arrived as (
       insert into arrivals (id, blob, size, message_id, fingerprint, mail_from, recipients, client, evidence)
       overriding system value
       select id, decode(a->>'blob', 'hex'), (a->>'size')::bigint, a->>'messageId', decode(a->>'fingerprint', 'hex'),
              a->>'mailFrom', array(select jsonb_array_elements_text(a->'recipients')), a->'client', a->'evidence'
         from given
       returning id, received_at),
     posted as (${insertPostsSql('given')}),
     asked as (
       insert into errands (arrival_id, recipient, intent, list_id)
       select g.id, e->>'recipient', e->>'intent', (e->>'listId')::bigint
         from given g, jsonb_array_elements(g.a->'errands') e
       on conflict (arrival_id, recipient) do nothing),
     work as (
       select json_build_object('ids', json_agg(id order by n)) as payload from given
        group by case when (a->>'size')::bigint > ${LARGE_BYTES} then n else 0 end),
     jobs as (${addJobsSql('arrivals', 'work')})
     select g.id, a.received_at as "receivedAt", (select count(*) from jobs) as jobs,
            (select json_object_agg(list_id, id) from posted where arrival_id = g.id) as posts
       from given g join arrived a on a.id = g.id order by g.n`

/** What PostgreSQL takes no text with. */
const NUL = /\\u0000/g

/** Writes arrivals with all that they ask for; those in their order that stand there just as they were given. */
async function insertArrivals(
  { db, blobs }: { readonly db: Db; readonly blobs: Blobs },
  arrivals: readonly NewArrival[],
): Promise<Pick<FreshArrival, 'arrival' | 'posts'>[]> {
  const staged = arrivals.map((a) => a.staged)
  const json = JSON.stringify(
    arrivals.map((a) => ({
      blob: a.staged.hash.toString('hex'),
      size: a.staged.size,
      messageId: a.messageId,
      fingerprint: a.fingerprint.toString('hex'),
      mailFrom: a.mailFrom,
      recipients: a.recipients,
      client: a.client,
      evidence: a.evidence,
      posts: a.posts,
      errands: a.errands.map(({ recipient, intent }) => ({
        recipient,
        intent: JSON.stringify(intent),
        listId: 'listId' in intent ? intent.listId : null,
      })),
    })),
  )
  const given = json.replace(NUL, '\\ufffd')
  const written = (await inOneStatement(db, blobs.keepSql(staged), given)) ?? (await inTurn())
  if (json !== given) return []
  return arrivals.map(({ staged, posts, errands, bytes: _, ...known }, at) => {
    const { posts: numbers, id, receivedAt } = written[at]!
    const size = { blob: staged.hash, size: staged.size }
    return {
      arrival: { ...known, ...size, id, receivedAt, openErrands: errands.length },
      posts: posts.map((post) => newPost({ ...post, arrivalId: id }, numbers![post.listId]!)),
    }
  })

  function inTurn(): Promise<Written[]> {
    return db.transaction(async (tx) => {
      await blobs.keep(tx, staged)
      return (await tx.raw(`with ${INSERT}`, [given])).rows
    })
  }
}

/** `posts`: their numbers by list. */
type Written = Pick<Arrival, 'id' | 'receivedAt'> & {
  readonly posts: Readonly<Record<number, number>> | null
}
const FOREIGN_KEY_VIOLATION = '23503'

/** Undefined where that can't be: bytes in files, or kept before and just being taken away. */
async function inOneStatement(
  db: Db,
  kept: ReturnType<Blobs['keepSql']>,
  given: string,
): Promise<Written[] | undefined> {
  if (kept === undefined) return undefined
  try {
    return (await db.raw(`with kept as (${kept.sql}), ${INSERT}`, [...kept.bindings, given] as never)).rows
  } catch (error) {
    if ((error as { code?: string }).code === FOREIGN_KEY_VIOLATION) return undefined
    throw error
  }
}

export interface AcceptanceParts {
  readonly db: Db
  readonly blobs: Blobs
  readonly fresh: Fresh
}

/** Commits arrivals, several at a time when several wait. Resolves once theirs is durable. */
export class Acceptance {
  readonly #parts: AcceptanceParts
  #waiting: { arrival: NewArrival; done: () => void; failed: (error: unknown) => void }[] = []
  #working: Promise<void> | undefined

  constructor(parts: AcceptanceParts) {
    this.#parts = parts
  }

  accept(arrival: NewArrival): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ arrival, done, failed })
      this.#working ??= this.#work().finally(() => {
        this.#working = undefined
      })
    })
  }

  async #work(): Promise<void> {
    // A turn of the event loop lets the sessions that are ready join the group.
    await new Promise((next) => setImmediate(next))
    while (this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, 50)
      try {
        await this.#commit(group.map((g) => g.arrival))
        for (const { done } of group) done()
      } catch (error) {
        // One bad row must not refuse its neighbours: each by itself then.
        for (const { arrival, done, failed } of group)
          await (group.length === 1 ? Promise.reject(error) : this.#commit([arrival])).then(done, failed)
      }
    }
  }

  async #commit(arrivals: readonly NewArrival[]): Promise<void> {
    const written = await insertArrivals(this.#parts, arrivals)
    for (const [at, known] of written.entries())
      this.#parts.fresh.put({ ...known, bytes: arrivals[at]!.bytes })
  }
}

/** The arrival, as it was taken. */
export async function arrivalById(db: DbOrTx, id: number): Promise<Arrival | undefined> {
  return (
    await db.raw(
      `select id, blob, size, message_id as "messageId", fingerprint, mail_from as "mailFrom", recipients, client,
              evidence, received_at as "receivedAt",
              (select count(*) from errands e where e.arrival_id = arrivals.id and e.done_at is null) as "openErrands"
         from arrivals where id = ?`,
      [id],
    )
  ).rows[0]
}

/** What an arrival asked for besides posting that nobody has seen to yet. */
export async function openErrands(db: DbOrTx, arrivalId: number): Promise<Errand[]> {
  const rows = await db('errands').where({ arrival_id: arrivalId }).whereNull('done_at').orderBy('id')
  return rows.map((r) => ({ id: r.id, arrivalId, recipient: r.recipient, intent: JSON.parse(r.intent) }))
}

/** One errand, seen to or not. */
export async function errandById(db: DbOrTx, id: number): Promise<Errand | undefined> {
  const row = await db('errands').where({ id }).first('arrival_id', 'recipient', 'intent')
  return row && { id, arrivalId: row.arrival_id, recipient: row.recipient, intent: JSON.parse(row.intent) }
}

/** Marks an errand seen to: true for exactly one caller, whose effects share its transaction. */
export async function finishErrand(tx: DbOrTx, id: number, outcome: string): Promise<boolean> {
  return (
    (await tx('errands').where({ id }).whereNull('done_at').update({ done_at: tx.fn.now(), outcome })) === 1
  )
}

/** Notes that every post and errand of an arrival has been seen to. */
export async function finishArrival(tx: DbOrTx, id: number): Promise<void> {
  await tx('arrivals').where({ id }).whereNull('done_at').update({ done_at: tx.fn.now() })
}

/** Its author has answered a token: from now on the arrival counts as confirmed. */
export async function confirmArrival(tx: Tx, id: number): Promise<void> {
  await tx('arrivals')
    .where({ id })
    .update({ evidence: tx.raw(`evidence || '{"level": "confirmed"}'::jsonb`) })
}

/** Adds the job that sees to an arrival again, now or at an instant: its author confirmed it, or a human decided. */
export async function seeToAgain(tx: Tx, id: number, at?: Date): Promise<void> {
  await addJob(tx, 'arrivals', { ids: [id] }, at && { runAt: at })
}
