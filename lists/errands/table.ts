// What mail to our other addresses does. To add an errand: one file, one line here, one test file.
import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { type Arrival, type Errand, finishErrand } from '../arrivals.ts'
import { signOfLife } from '../bounces/sign-of-life.ts'
import type { Mail } from '../mails.ts'
import type { Original } from '../original.ts'
import type { Intent } from '../route.ts'
import type { Site } from '../site.ts'
import { answer } from './answer.ts'
import { askerOf } from './asker.ts'
import { bounce } from './bounce.ts'
import { complaint } from './complaint.ts'
import { sendAnswers } from './in-one-mail.ts'
import { join } from './join.ts'
import { leaving } from './leaving.ts'
import { ownersMail } from './owners-mail.ts'
import { platform } from './platform.ts'
import { request } from './request.ts'
import { whyIgnored } from './robots.ts'

/** One errand with the mail that asks for it. */
export interface Asked<I extends Intent = Intent> {
  readonly errand: Errand & { readonly intent: I }
  readonly arrival: Arrival
  readonly original: Original
  /** What is answered, until the errand is done: then it goes, in one mail where it can. */
  readonly answers?: Mail[]
}

type IntentOf<K extends Intent['kind']> = Extract<Intent, { readonly kind: K }>

/** Carries out an errand inside the transaction that marks it done; returns what came of it, in a word. */
export type Run<K extends Intent['kind']> = (tx: Tx, site: Site, asked: Asked<IntentOf<K>>) => Promise<string>

type Table = {
  readonly [K in Exclude<Intent['kind'], 'post' | 'deposit' | 'unknown' | 'elsewhere'>]: (
    tx: Tx,
    site: Site,
    asked: Asked<IntentOf<K>>,
  ) => Promise<string>
}

const table: Table = {
  request,
  subscribe: join,
  unsubscribe: leaving,
  owner: ownersMail,
  postmaster: ownersMail,
  platform,
  answer,
  bounce,
  'probe-bounce': bounce,
  complaint,
}

/** Runs one errand, once. */
export async function runErrand(site: Site, asked: Asked): Promise<void> {
  const run = (table as unknown as Record<string, Run<never> | undefined>)[asked.errand.intent.kind]
  const ignored = run === undefined ? 'ignored' : await whyIgnored(site, asked)
  if (ignored !== undefined) {
    await finishErrand(site.db, asked.errand.id, ignored)
    return
  }
  await site.db
    .transaction(async (tx) => {
      await seeSignOfLife(tx, site, asked)
      const answers: Mail[] = []
      const outcome = await run!(tx, site, { ...asked, answers } as never)
      await sendAnswers(tx, answers)
      if (!(await finishErrand(tx, asked.errand.id, outcome))) throw new AlreadyDone()
    })
    .catch((error) => {
      if (!(error instanceof AlreadyDone)) throw error
    })
}

/** Who asks something and is proved reads and writes there: what came back from that address before is past. */
async function seeSignOfLife(tx: Tx, site: Site, asked: Asked): Promise<void> {
  const from = askerOf(asked)
  if (from !== undefined && atLeast(asked.arrival.evidence.level, 'spf-aligned'))
    await signOfLife(tx, site, from)
}

/** Another run did it meanwhile: ours is rolled back. */
class AlreadyDone extends Error {}
