import { readReport } from '#mta/message/report.ts'
import { takeComplaint } from '../bounces/complaint.ts'
import { ownersMail } from './owners-mail.ts'
import type { Run } from './table.ts'

/** Mail to abuse@, and to the bare bounces@: a provider's complaint pauses who made it; else abuse@ is read by a human. */
export const complaint: Run<'complaint'> = async (tx, site, asked) => {
  const report = await readReport(asked.original.header, asked.original.body())
  const outcome = report.kind === 'complaint' ? await takeComplaint(tx, site, report) : undefined
  if (outcome !== undefined) return outcome
  return asked.errand.recipient.startsWith('bounces@')
    ? 'no complaint about us'
    : await ownersMail(tx, site, asked)
}
