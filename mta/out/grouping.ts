// Claimed rows made into transactions: one a recipient for personal copies, many for batched ones.
import { domainToASCII } from 'node:url'
import type { Claimed } from './claim.ts'
import { BIG_COPY_BYTES, type Copy } from './copies.ts'
import type { ClaimedNotice } from './notices.ts'
import type { Transaction } from './transaction.ts'

const NON_ASCII = /[^\x00-\x7f]/

/** The transactions of claimed deliveries, in their order; rows of one transaction share copy and destination. */
export function groupedCopies(
  claimed: readonly Claimed[],
  copies: ReadonlyMap<number, Pick<Copy, 'sending' | 'size'>>,
  options: { readonly recipientsPerTransaction: number; readonly destinationOf: (domain: string) => string },
): Transaction[] {
  const transactions: Transaction[] = []
  const open = new Map<string, Claimed[]>()
  for (const row of claimed) {
    const copy = copies.get(row.copyId)
    const destination = options.destinationOf(row.domain)
    // A server that does not take one accented address must not cost the others their copy.
    const key = `${row.copyId} ${destination} ${NON_ASCII.test(row.recipient)}`
    const group = copy?.sending === 'batched' ? open.get(key) : undefined
    if (group) {
      group.push(row)
      if (group.length >= options.recipientsPerTransaction) open.delete(key)
      continue
    }
    const rows = [row]
    const big = (copy?.size ?? 0) > BIG_COPY_BYTES
    transactions.push({ kind: 'copy', destination, copyId: row.copyId, rows, big })
    if (copy?.sending === 'batched' && options.recipientsPerTransaction > 1) open.set(key, rows)
  }
  return transactions
}

/** A notice's transaction. */
export function ofNotice(notice: ClaimedNotice, destinationOf: (domain: string) => string): Transaction {
  const domain = notice.recipient.slice(notice.recipient.lastIndexOf('@') + 1)
  const big = notice.blobSize > BIG_COPY_BYTES
  return { kind: 'notice', destination: destinationOf(domainToASCII(domain) || domain), rows: [notice], big }
}
