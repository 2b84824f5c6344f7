// Owner of arrivals and errands. Acceptance is grouped: what twenty sessions wait for is one commit.
import type { Evidence } from '#mta/in/evidence.ts'
import type { Client } from '#mta/in/reception.ts'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Db, DbOrTx, Tx } from '#store/database.ts'
import { addJob, addJobs } from '#store/jobs.ts'
import { insertPosts, type NewPost } from './posts.ts'
import type { Intent } from './route.ts'

/** One transaction of SMTP or LMTP that we are about to answer for. */
export interface NewArrival {
  readonly staged: Staged
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

const largeBytes = 1024 * 1024

async function insertArrivals(tx: Tx, blobs: Blobs, arrivals: readonly NewArrival[]): Promise<number[]> {
  await blobs.keep(
    tx,
    arrivals.map((a) => a.staged),
  )
  const { rows } = await tx.raw(
    `select nextval(pg_get_serial_sequence('arrivals', 'id')) as id from generate_series(1, ?)`,
    [arrivals.length],
  )
  const ids: number[] = rows.map((r: { id: number }) => r.id)
  await tx.raw(
    `insert into arrivals (id, blob, size, message_id, fingerprint, mail_from, recipients, client, evidence)
       overriding system value
     select (a->>'id')::bigint, decode(a->>'blob', 'hex'), (a->>'size')::bigint, a->>'messageId',
            decode(a->>'fingerprint', 'hex'), a->>'mailFrom',
            array(select jsonb_array_elements_text(a->'recipients')), a->'client', a->'evidence'
       from jsonb_array_elements(?::jsonb) a`,
    [
      JSON.stringify(
        arrivals.map((a, i) => ({
          id: ids[i],
          blob: a.staged.hash.toString('hex'),
          size: a.staged.size,
          messageId: a.messageId,
          fingerprint: a.fingerprint.toString('hex'),
          mailFrom: a.mailFrom,
          recipients: a.recipients,
          client: a.client,
          evidence: a.evidence,
        })),
      ).replaceAll('\\u0000', '\\ufffd'),
    ],
  )
  await insertPosts(
    tx,
    arrivals.flatMap((a, i) => a.posts.map((p) => ({ ...p, arrivalId: ids[i]! }))),
  )
  const errands = arrivals.flatMap((a, i) =>
    a.errands.map((e) => ({
      arrival_id: ids[i],
      recipient: e.recipient,
      intent: JSON.stringify(e.intent),
      list_id: 'listId' in e.intent ? e.intent.listId : null,
    })),
  )
  if (errands.length > 0) await tx('errands').insert(errands).onConflict(['arrival_id', 'recipient']).ignore()
  // One job for what was accepted together; large mail, which takes long to read, has one of its own.
  const small = ids.filter((_, i) => arrivals[i]!.staged.size <= largeBytes)
  const large = ids.filter((_, i) => arrivals[i]!.staged.size > largeBytes)
  await addJobs(tx, 'arrivals', [
    ...(small.length > 0 ? [{ ids: small }] : []),
    ...large.map((id) => ({ ids: [id] })),
  ])
  return ids
}

/** Commits arrivals, several at a time when several wait. Resolves once theirs is durable. */
export class Acceptance {
  readonly #db: Db
  readonly #blobs: Blobs
  #waiting: { arrival: NewArrival; done: () => void; failed: (error: unknown) => void }[] = []
  #working: Promise<void> | undefined

  constructor(db: Db, blobs: Blobs) {
    this.#db = db
    this.#blobs = blobs
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
    await this.#db.transaction((tx) => insertArrivals(tx, this.#blobs, arrivals))
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

/** Marks an errand seen to: true for exactly one caller, whose effects share its transaction. */
export async function finishErrand(tx: Tx, id: number, outcome: string): Promise<boolean> {
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

/** Adds the job that sees to an arrival again: its author confirmed it, or a human decided. */
export async function seeToAgain(tx: Tx, id: number): Promise<void> {
  await addJob(tx, 'arrivals', { ids: [id] })
}
