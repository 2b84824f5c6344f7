// What an import would do, without doing it.
import type { Db } from '#store/database.ts'
import type { Leftover } from './found.ts'
import { groups } from './groups.ts'
import { identify } from './identify.ts'
import { inListAlready } from './known.ts'
import type { Progress, Wanted, Watch } from './run.ts'

/** What there is in a source; `rewritten` mails bear an author that an old system had hidden. */
export interface Preview extends Progress {
  readonly bytes: number
  readonly rewritten: number
  readonly first?: Date
  readonly last?: Date
}

/** Reads a source to its end and counts; without a list, nothing is there already. */
export async function previewImport(
  db: Db,
  { source, listId }: Pick<Wanted, 'source'> & { readonly listId: number | undefined },
  watch: Watch,
): Promise<Preview> {
  const seen = new Set<string>()
  let preview: Preview = {
    readBytes: 0,
    totalBytes: source.totalBytes,
    added: 0,
    known: 0,
    leftovers: 0,
    bytes: 0,
    rewritten: 0,
  }
  let before = new Date(0)
  for await (const { mails, leftovers, readBytes } of groups(source.mails())) {
    const identified = mails.map((mail) => {
      const one = identify(mail, before)
      before = one.datedAt
      return one
    })
    const there = listId === undefined ? new Set() : await inListAlready(db, listId, identified)
    for (const mail of identified) {
      const name = `${mail.messageId} ${mail.fingerprint.toString('hex', 0, 8)}`
      const isKnown = there.has(mail) || seen.has(name)
      seen.add(name)
      preview = {
        ...preview,
        added: preview.added + (isKnown ? 0 : 1),
        known: preview.known + (isKnown ? 1 : 0),
        bytes: preview.bytes + mail.bytes.length,
        rewritten: preview.rewritten + (mail.author ? 1 : 0),
        first: earlier(preview.first, mail.datedAt),
        last: later(preview.last, mail.datedAt),
      }
    }
    tell(watch, leftovers)
    preview = { ...preview, readBytes, leftovers: preview.leftovers + leftovers.length }
    watch.progress(preview)
    if (watch.signal.aborted) break
  }
  return preview
}

function tell(watch: Watch, leftovers: readonly Leftover[]): void {
  for (const one of leftovers) watch.leftover(one)
}

function earlier(known: Date | undefined, date: Date): Date {
  return known === undefined || date < known ? date : known
}

function later(known: Date | undefined, date: Date): Date {
  return known === undefined || date > known ? date : known
}
