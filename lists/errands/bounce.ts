import { note } from '../audit.ts'
import type { Run } from './table.ts'

/** A report that came back to a signed return path: kept, and noted against the delivery it names. */
export const bounce: Run<'bounce'> = async (tx, _site, { errand, arrival }) => {
  const { messageId, deliveryId } = errand.intent
  await note(tx, { act: 'bounce', via: 'mail', detail: { messageId, deliveryId, arrivalId: arrival.id } })
  return 'noted'
}
