import type { Bundle } from '../export/read-bundle.ts'
import type { Cursor, Found, Source } from './found.ts'

/** The mails of a list's archive as a source: named, dated and shown as they were there. */
export function bundleSource({ totalBytes, messages }: Bundle): Source {
  return {
    totalBytes,
    async *mails(from?: Cursor): AsyncGenerator<Found> {
      for await (const step of messages(from)) {
        if ('why' in step) yield step
        else {
          const { posting, ...mail } = step
          const { messageId, datedAt, state } = posting
          yield { ...mail, posted: { messageId, datedAt, state } }
        }
      }
    },
  }
}
