import { isRewritten, mailboxIn, type System } from './system.ts'

const FIELDS = ['X-Original-From', 'X-Mailman-Original-From', 'Original-From', 'X-Original-Sender-From']

/**
 * Sympa (dmarc_protection), Google Groups, Relais and most others keep From whole in X-Original-From; Original-From is
 * RFC 5703's. It is believed only where From is plainly not the author's: anybody may write such a field.
 */
export const originalFrom: System = {
  name: 'original-from',
  find(rewritten) {
    if (!isRewritten(rewritten)) return undefined
    for (const field of FIELDS) {
      const mailbox = mailboxIn(rewritten.header, field)
      if (mailbox !== undefined) return mailbox
    }
    return undefined
  },
}
