// Outcomes on their way into the database: committed in groups, and never more than a group ahead of it, so that
// a crash sends again at most what was under way and one group.
import type { Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import { nextTry } from './backoff.ts'
import { type Outcome, trimmedReply } from './outcome.ts'
import { byIndex } from './plans.ts'
import { type Settlement, settle } from './settle.ts'
import type { Transaction } from './transaction.ts'
import { Watch } from './watch.ts'

/** A group is committed when it has this many rows … */
export const GROUP_ROWS = 200
/** … or when its first row is this old. */
export const GROUP_MS = 100
const HALF_GROUP = GROUP_ROWS / 2 // the next half fills while one is being committed
const AGAIN_MS = 1_000

type Row = Transaction['rows'][number]

export interface Ledger {
  /** Notes what became of the rows of a transaction. */
  note(transaction: Transaction, outcomeOf: (row: Row) => Outcome): void
  /** Resolves when a further transaction may begin. */
  room(): Promise<void>
  /** Resolves when all that was noted is committed. */
  settled(): Promise<void>
  /** Rows noted since the start. */
  noted(): number
}

/** A ledger of the rows that this lease holds. */
export function openLedger(options: {
  readonly db: Db
  readonly lease: string
  readonly giveUpDays: number
  readonly log: Log
}): Ledger {
  const { db, lease, log } = options
  const pending: Settlement[] = []
  let committing = 0
  let noted = 0
  let timer: NodeJS.Timeout | undefined
  const watch = new Watch()

  const behind = () => pending.length + committing
  const below = (rows: number) => watch.when(() => behind() < rows)

  async function commit(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    if (committing > 0) return
    while (pending.length > 0) {
      const group = pending.splice(0, GROUP_ROWS)
      committing = group.length
      await settled(group)
      committing = 0
      watch.told()
      // Somebody who still waits needs it all committed; otherwise the rest may grow into a group.
      if (pending.length < HALF_GROUP && !watch.anybody) break
    }
    if (pending.length > 0) arm()
  }
  async function settled(group: readonly Settlement[]): Promise<void> {
    for (;;) {
      try {
        return await byIndex(db, 'durable', (tx) => settle(tx, lease, group))
      } catch (error) {
        // What was sent was sent: it is kept until the database can be told.
        log.error({ err: error, rows: group.length }, 'outcomes of deliveries cannot be written yet')
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }
  const arm = () => {
    timer ??= setTimeout(() => void commit(), GROUP_MS)
  }

  return {
    note(transaction, outcomeOf) {
      for (const row of transaction.rows) {
        pending.push(settlement(transaction, row, outcomeOf(row), options.giveUpDays))
      }
      noted += transaction.rows.length
      if (pending.length >= HALF_GROUP) void commit()
      else arm()
    },
    room: () => below(GROUP_ROWS),
    settled: async () => {
      const done = below(1)
      void commit()
      await done
    },
    noted: () => noted,
  }
}

/** What is written for a row: when a deferred one comes again, or that it is given up. */
export function settlement(
  transaction: Transaction,
  row: Row,
  outcome: Outcome,
  giveUpDays: number,
): Settlement {
  const messageId = transaction.kind === 'copy' && 'messageId' in row ? row.messageId : 0
  const table = transaction.kind === 'copy' ? 'deliveries' : 'notices'
  const reply = trimmedReply(outcome.reply)
  const base = { table, messageId, id: row.id, reply, tried: 1, delayMs: 0 } as const
  if (outcome.kind === 'sent' || outcome.kind === 'failed') return { ...base, state: outcome.kind }
  const tries = row.tries + (outcome.kind === 'deferred' ? 1 : 0)
  const next = nextTry({ tries, ageMs: row.ageMs, giveUpDays, random: Math.random() })
  if (next === 'given-up') {
    return {
      ...base,
      state: 'failed',
      reply: trimmedReply(`given up after ${giveUpDays} days: ${outcome.reply}`),
    }
  }
  if (outcome.kind === 'postponed') return { ...base, state: 'queued', tried: 0, delayMs: outcome.delayMs }
  return { ...base, state: 'queued', delayMs: next.delayMs }
}
