// Mail that came back to a return path of ours: what it says decides, the seal says whose it is.
import { type BounceClass, classOf } from '#mta/message/bounce-class.ts'
import type { Result } from '#mta/message/delivery-status.ts'
import { readReport } from '#mta/message/report.ts'
import { recipientOf, recipientsAmong, type SentTo } from '#mta/out/recipients.ts'
import type { Tx } from '#store/database.ts'
import { takeComplaint } from '../bounces/complaint.ts'
import { countBounce } from '../bounces/count.ts'
import { probeCameBack } from '../bounces/probe-bounce.ts'
import { WEIGHTS } from '../bounces/score.ts'
import type { Returned } from '../personal.ts'
import type { Site } from '../site.ts'
import type { Run } from './table.ts'

/** A report is counted, a complaint pauses; what else comes to a return path (an absence, a receipt) does nothing. */
export const bounce: Run<Returned['kind']> = async (tx, site, { errand, original }) => {
  const returned: Returned = errand.intent
  const report = await readReport(original.header, original.body())
  switch (report.kind) {
    case 'none':
      return 'no report'
    case 'complaint':
      return (await takeComplaint(tx, site, report, returned)) ?? 'no complaint about us'
    case 'delivery':
      return returned.kind === 'bounce' && returned.deliveryId === 0
        ? await countBatched(tx, site, returned.messageId, report.results)
        : await countOne(tx, site, returned, report.results)
  }
}

async function countOne(tx: Tx, site: Site, returned: Returned, results: readonly Result[]): Promise<string> {
  if (returned.kind === 'probe-bounce')
    return await probeCameBack(tx, site, returned.tokenId, mildest(results), 'report')
  const sentTo = await recipientOf(tx, returned)
  if (!sentTo) return 'too old'
  const own = results.filter(({ recipients }) => recipients.includes(sentTo.address))
  const said = mildest(own.length > 0 ? own : results)
  return await countBounce(tx, site, {
    ...sentTo,
    source: 'report',
    said,
    class: own.length > 0 ? classOf(said) : elsewhere(classOf(said), said, sentTo),
  })
}

/** Where it was passed on and somebody else's mailbox is gone, that of the list's member may be well. */
function elsewhere(kind: BounceClass, { recipients }: Result, { address }: SentTo): BounceClass {
  const domain = address.slice(address.lastIndexOf('@'))
  const isElsewhere = recipients.length > 0 && recipients.every((one) => !one.endsWith(domain))
  return isElsewhere && (kind === 'no-mailbox' || kind === 'mailbox-full') ? 'unclear' : kind
}

/** Of several, the one that says least against them. */
function mildest(results: readonly Result[]): Result {
  const weight = (one: Result) => WEIGHTS[classOf(one)] ?? 0
  return results.reduce((mild, one) => (weight(one) < weight(mild) ? one : mild))
}

/** A batched copy has one return path for all: whom a report names counts only if it was sent to them. */
async function countBatched(
  tx: Tx,
  site: Site,
  messageId: number,
  results: readonly Result[],
): Promise<string> {
  const outcomes = new Map<number, { sentTo: SentTo; said: Result }>()
  for (const said of results) {
    const [sentTo, ...others] = await recipientsAmong(tx, messageId, said.recipients)
    if (sentTo && others.length === 0) outcomes.set(sentTo.addressId, { sentTo, said })
  }
  const inOrder = [...outcomes.values()].sort((a, b) => a.sentTo.addressId - b.sentTo.addressId)
  const told: string[] = []
  for (const { sentTo, said } of inOrder)
    told.push(await countBounce(tx, site, { ...sentTo, source: 'report', said }))
  return told.join(', ') || 'nobody it was sent to'
}
