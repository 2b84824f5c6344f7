import type { Handler } from './draft.ts'

/** A Message-ID and a Date where the author's program gave none (RFC 5322 §3.6): answers and threads hang on them. */
export const missingFields: Handler = {
  name: 'missing-fields',
  apply: (draft, { messageId, arrival }) => {
    let { header } = draft
    if (!header.has('Message-ID')) header = header.with('Message-ID', { raw: `<${messageId}>` })
    if (!header.has('Date'))
      header = header.with('Date', { raw: arrival.receivedAt.toUTCString().replace('GMT', '+0000') })
    return { ...draft, header }
  },
}
