// One mail came back from one address: it is written down, the address's score moves, and past the threshold they are
// asked, then paused. All in the caller's transaction.
import { type BounceClass, classOf, preciseCode, replyCode, type Said } from '#mta/message/bounce-class.ts'
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { holdAddress, setHealth } from '../people.ts'
import type { Site } from '../site.ts'
import { countedToday, insertBounce, isFirstToday, type NewBounce, noteCounted } from './bounces.ts'
import { pauseEverywhere } from './pause.ts'
import { sendProbe } from './probe.ts'
import { addedBy, nextStep, scoreNow, WEIGHTS } from './score.ts'

/** What came back; `messageId` 0: a mail of ours about the address. */
export type CameBack = Pick<NewBounce, 'addressId' | 'messageId' | 'listId' | 'source'> & {
  readonly said: Said
  readonly class?: BounceClass // where something else than the words decides
}

/** Counts what came back; says what came of it, in a word. The same delivery counts once, an address once a day. */
export async function countBounce(tx: Tx, site: Site, back: CameBack): Promise<string> {
  const { addressId, messageId, listId, source, said } = back
  const kind = back.class ?? classOf(said)
  if (kind === 'delivered') return kind
  const health = await holdAddress(tx, addressId)
  if (!health) return 'the address is gone'
  const counted = WEIGHTS[kind] === undefined ? 0 : addedBy(kind, await countedToday(tx, addressId))
  const status = preciseCode(said.status, said.diagnostic) || replyCode(said.diagnostic)
  const bounce = await insertBounce(tx, {
    addressId,
    messageId,
    ...(listId !== undefined && { listId }),
    source,
    class: kind,
    status,
    diagnostic: said.diagnostic,
  })
  if (!bounce) return `${kind}: known already`
  if (kind === 'ours') await tellOperator(tx, { ...bounce, status, diagnostic: said.diagnostic })
  if (counted === 0) return kind
  await noteCounted(tx, bounce.id, counted)
  const score = scoreNow(health, health.now) + counted
  await setHealth(tx, addressId, { score })
  const step = nextStep(health, score, health.now)
  if (step === 'probe') await sendProbe(tx, site, health, kind)
  if (step === 'pause') await pauseEverywhere(tx, site, health, kind)
  return step === 'nothing' ? kind : `${kind}: ${step}`
}

/** A provider that refuses us is the operator's matter: one line a day for each of its reasons. */
async function tellOperator(
  tx: Tx,
  bounce: { id: number; provider: string; status: string; diagnostic: string },
): Promise<void> {
  if (!(await isFirstToday(tx, bounce))) return
  const { provider, status, diagnostic } = bounce
  await note(tx, {
    act: 'refused-by-provider',
    via: 'mail',
    detail: { provider, status, diagnostic: diagnostic.slice(0, 300) },
  })
}
