// Sends messages as they are to indexes, in batches that Meilisearch takes at once.
import type { EnqueuedTask } from 'meilisearch'
import type { DbOrTx } from '#store/database.ts'
import type { Entry } from '../entry.ts'
import type { MessageDocument } from './document.ts'
import { foundIn } from './names.ts'
import { reach, type Server } from './server.ts'

/** The archive's messages as they are, shown ones only (archive/searchable.ts). */
export type EntrySource = (db: DbOrTx, messageIds: readonly number[]) => Promise<readonly Entry[]>

/** Meilisearch takes 100 MB by default; a batch is held in memory as documents and as text. */
const BATCH_BYTES = 4_000_000
/** Messages read at once: their texts and files are in memory. */
export const READ_AT_ONCE = 100

export interface Sending {
  readonly server: Server
  readonly entries: EntrySource
  readonly documentOf: (entry: Entry) => MessageDocument
  readonly signal: AbortSignal
}

/**
 * Sends these messages to each index, those that PostgreSQL's own index no longer shows as removed; the tasks to wait
 * for. Whoever calls holds the line (mirror.ts), so that what is read here isn't overtaken.
 */
export async function send(
  db: DbOrTx,
  { server, entries, documentOf, signal }: Sending,
  indexes: readonly string[],
  messageIds: readonly number[],
): Promise<EnqueuedTask[]> {
  const tasks: EnqueuedTask[] = []
  const ids = [...new Set(messageIds)]
  for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
    signal.throwIfAborted()
    const asked = ids.slice(at, at + READ_AT_ONCE)
    const indexed = await foundIn(db, asked)
    const found = indexed.size === 0 ? [] : await entries(db, [...indexed])
    const shown = new Set(found.map(({ messageId }) => messageId))
    const gone = asked.filter((id) => !shown.has(id))
    for (const index of indexes) {
      for (const batch of batches(found.map(documentOf)))
        tasks.push(
          await reach(
            server.telling
              .index(index)
              .addDocumentsFromString(batch, 'application/x-ndjson', { primaryKey: 'id' }),
          ),
        )
      if (gone.length > 0) tasks.push(await reach(server.telling.index(index).deleteDocuments(gone)))
    }
  }
  return tasks
}

/** Documents a line each, in texts of bounded size; one document may be longer. */
function* batches(documents: readonly MessageDocument[]): Generator<string> {
  let lines: string[] = []
  let bytes = 0
  for (const document of documents) {
    const line = JSON.stringify(document)
    if (lines.length > 0 && bytes + line.length > BATCH_BYTES) {
      yield lines.join('\n')
      lines = []
      bytes = 0
    }
    lines.push(line)
    bytes += line.length
  }
  if (lines.length > 0) yield lines.join('\n')
}
