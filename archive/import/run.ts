// Brings an old archive into a list: nobody is written to, and what is there already stays as it is. Each group of
// mails is one transaction with the place where it ends: whatever stops an import, the next run goes on from there.
import type { Db, Tx } from '#store/database.ts'
import type { Facts, Filed } from '../file.ts'
import type { FileText } from '../file-texts.ts'
import type { PreparedMessage } from '../prepare.ts'
import type { Leftover, Source } from './found.ts'
import { type Group, groups } from './groups.ts'
import { type Identified, identify } from './identify.ts'
import { inListAlready } from './known.ts'
import { beginImport, finishImport, type ImportRecord, noteStep } from './record.ts'

/** A mail made ready: read, its files too. */
export interface ReadyMail {
  readonly prepared: PreparedMessage
  readonly files: readonly FileText[]
}

/** What an import works with; `prepare` and `file` are the archive's, with the index. */
export interface ImportParts {
  readonly db: Db
  prepare(bytes: Buffer): Promise<ReadyMail>
  file(tx: Tx, mails: readonly (ReadyMail & { readonly facts: Facts })[]): Promise<readonly Filed[]>
}

/** What is to be imported. */
export interface Wanted {
  readonly listId: number
  readonly source: Source
  readonly format: string
  /** Where the source is on the machine; with its size, what a later run knows it by. */
  readonly path: string
}

/** How far it is; `totalBytes` is the source's size. */
export interface Progress {
  readonly readBytes: number
  readonly totalBytes: number
  readonly added: number
  readonly known: number
  readonly leftovers: number
}

/** Who looks on. */
export interface Watch {
  progress(now: Progress): void
  leftover(one: Leftover): void
  /** Ends after the group in hand; the next run goes on. */
  readonly signal: AbortSignal
}

/** Imports what a source holds, from where an earlier run of the same was interrupted. */
export async function runImport(parts: ImportParts, wanted: Wanted, watch: Watch): Promise<ImportRecord> {
  const { listId, format, path, source } = wanted
  const { totalBytes } = source
  let record = await beginImport(parts.db, { listId, format, source: path, bytes: totalBytes })
  let before = record.lastDate ?? new Date(0)
  let filing = Promise.resolve()
  const found = source.mails(record.cursor ?? undefined)
  for await (const group of groups(found)) {
    // Read while the group before is being written.
    const ready = await makeReady(parts, { listId, importId: record.id }, group, before)
    before = ready.lastDate
    await filing
    filing = write(parts, record, ready).then((after) => {
      record = after
      for (const one of group.leftovers) watch.leftover(one)
      watch.progress({ ...after, totalBytes })
    })
    filing.catch(() => undefined) // told where it is waited for
    if (watch.signal.aborted) break
  }
  await filing
  if (!watch.signal.aborted) await finishImport(parts.db, record.id)
  return record
}

interface Ready {
  readonly group: Group
  readonly known: number
  readonly fresh: readonly (ReadyMail & { readonly facts: Facts })[]
  readonly lastDate: Date
}

/** Where mails go, and what brings them. */
interface Way {
  readonly listId: number
  readonly importId: number
}

async function makeReady(parts: ImportParts, way: Way, group: Group, before: Date): Promise<Ready> {
  let lastDate = before
  const mails = group.mails.map((found) => {
    const mail = identify(found, lastDate)
    lastDate = mail.datedAt
    return mail
  })
  const known = await inListAlready(parts.db, way.listId, mails)
  const fresh: Ready['fresh'][number][] = []
  for (const mail of mails) {
    if (known.has(mail)) continue
    fresh.push({ ...(await parts.prepare(mail.bytes)), facts: factsOf(mail, way) })
  }
  return { group, known: known.size, fresh, lastDate }
}

function factsOf(mail: Identified, { listId, importId }: Way): Facts {
  const { messageId, fingerprint, datedAt, author, state } = mail
  return {
    messageId,
    fingerprint,
    receivedAt: datedAt,
    listIds: [listId],
    brought: { importId, state },
    ...(author && { author }),
  }
}

async function write(parts: ImportParts, record: ImportRecord, ready: Ready): Promise<ImportRecord> {
  const { group, fresh } = ready
  return await parts.db.transaction(async (tx) => {
    const filed = await parts.file(tx, fresh)
    const added = filed.filter(({ threads }) => threads.some(({ isNew }) => isNew)).length
    const { cursor, readBytes, leftovers } = group
    const known = ready.known + fresh.length - added
    return await noteStep(tx, record, {
      cursor,
      readBytes,
      added,
      known,
      leftovers,
      lastDate: ready.lastDate,
    })
  })
}
