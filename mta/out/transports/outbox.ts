// No relay is set: mails are kept, and with them, in the same transaction, that they need no sending any more.

import type { Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import { Header } from '../../message/header.ts'
import type { Signer } from '../../signing/signer.ts'
import type { Copies } from '../copies.ts'
import { toCrlf } from '../crlf.ts'
import { settlement } from '../ledger.ts'
import { type Kept, keepInOutbox } from '../outbox.ts'
import type { Outcome } from '../outcome.ts'
import { byIndex } from '../plans.ts'
import { personalPart, signedNotice, type Writers } from '../render.ts'
import { type Settlement, settle } from '../settle.ts'
import type { Carrier, Transaction } from '../transaction.ts'
import { Watch } from '../watch.ts'

const MAILS_AT_ONCE = 200
const AGAIN_MS = 1_000
const KEPT: Outcome = { kind: 'sent', reply: 'kept in the outbox' }

/** The carrier that keeps mails in the outbox. */
export function outboxCarrier(options: {
  readonly db: Db
  readonly lease: string
  readonly copies: Copies
  readonly writers: Writers
  readonly giveUpDays: number
  readonly log: Log
}): Carrier {
  const { db, lease, copies, writers, log } = options
  let line: Transaction[] = []
  let underWay = 0
  let done = 0
  let stopping = false
  const watch = new Watch()

  const waiting = () => line.reduce((rows, one) => rows + one.rows.length, 0)
  const below = (rows: number) => watch.when(() => waiting() + underWay <= rows)

  async function work(): Promise<void> {
    if (underWay > 0) return
    while (line.length > 0 && !stopping) {
      const batch = line.splice(0, MAILS_AT_ONCE)
      underWay = batch.reduce((rows, one) => rows + one.rows.length, 0)
      await keep(batch)
      done += underWay
      underWay = 0
      watch.told()
    }
  }

  async function keep(batch: readonly Transaction[]): Promise<void> {
    for (;;) {
      try {
        const mails: Kept[] = []
        const settlements: Settlement[] = []
        const texts = await copies.get(batch.flatMap((one) => (one.kind === 'copy' ? [one.copyId] : [])))
        for (const one of batch) {
          const outcome = await prepared(one, texts, mails)
          for (const row of one.rows) settlements.push(settlement(one, row, outcome, options.giveUpDays))
        }
        return await byIndex(db, 'durable', async (tx) => {
          await keepInOutbox(tx, mails)
          await settle(tx, lease, settlements)
        })
      } catch (error) {
        log.error({ err: error, mails: batch.length }, 'mails cannot be put into the outbox yet')
        if (stopping) return
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }

  async function prepared(
    one: Transaction,
    texts: Awaited<ReturnType<Copies['get']>>,
    mails: Kept[],
  ): Promise<Outcome> {
    try {
      mails.push(
        one.kind === 'notice'
          ? await keptNotice(one, writers.signer)
          : await keptCopy(one, texts, { writers, copies }),
      )
      return KEPT
    } catch (error) {
      log.error({ err: error, rows: one.rows.length }, 'a mail cannot be prepared')
      return { kind: 'deferred', reply: `451 4.3.0 something is wrong here: ${(error as Error).message}` }
    }
  }

  return {
    destinationOf: () => 'outbox',
    carry(transactions) {
      line.push(...transactions)
      void work()
    },
    waiting,
    done: () => done,
    busy: () => ({ domains: [], copies: [] }),
    appetite: () => ({ rows: Number.POSITIVE_INFINITY }),
    hungry: below,
    quiet: () => below(0),
    async stop() {
      stopping = true
      const unsent = line
      line = []
      await below(0)
      return unsent
    },
  }
}

async function keptCopy(
  one: Extract<Transaction, { kind: 'copy' }>,
  texts: Awaited<ReturnType<Copies['get']>>,
  options: { readonly writers: Writers; readonly copies: Copies },
): Promise<Kept> {
  const copy = texts.get(one.copyId)
  if (!copy) throw new Error(`copy ${one.copyId} is gone`)
  const { mailFrom, fields } = await personalPart(options, copy, one)
  return {
    mailFrom,
    recipients: one.rows.map((row) => row.recipient),
    subject: copy.subject,
    head: Buffer.concat([fields, copy.header]),
    body: copy.body,
    bodyOffset: copy.bodyOffset,
    deliveryId: one.rows[0]?.id ?? null,
    noticeId: null,
  }
}

async function keptNotice(
  one: Extract<Transaction, { kind: 'notice' }>,
  signer: Signer | undefined,
): Promise<Kept> {
  const [notice] = one.rows
  const head = notice.bytes
    ? await signedNotice(toCrlf(notice.bytes), signer)
    : toCrlf(notice.head ?? Buffer.alloc(0))
  return {
    mailFrom: notice.returnPath,
    recipients: [notice.recipient],
    subject: Header.parse(head).header.text('Subject'),
    head,
    body: notice.blob,
    bodyOffset: 0,
    deliveryId: null,
    noticeId: notice.id,
  }
}
