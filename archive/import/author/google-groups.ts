import { isRewritten, mailboxIn, type System, splitVia } from './system.ts'

/** Google Groups: From « 'Anne' via Vélo <velo@googlegroups.com> », the address alone in X-Original-Sender. */
export const googleGroups: System = {
  name: 'google-groups',
  find(rewritten) {
    const sender = mailboxIn(rewritten.header, 'X-Original-Sender')
    if (sender === undefined || !isRewritten(rewritten)) return undefined
    return { ...sender, name: splitVia(rewritten.from.name)?.name ?? '' }
  },
}
