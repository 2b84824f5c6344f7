// Owner of search_entries: the words of messages.
import type { DbOrTx, Tx } from '#store/database.ts'
import type { Entry } from '../entry.ts'
import type { Lexicon } from './lexicon.ts'
import { entryRows } from './rows.ts'

/** Makes messages searchable as soon as the transaction commits; doing it again replaces them. */
export async function index(tx: Tx, lexicon: Lexicon, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const parts = await entryRows(entries, lexicon)
  const rows = entries.flatMap((entry, at) =>
    (parts[at] ?? []).map((words, number) => ({ entry, number, words })),
  )
  await tx.raw(
    `with entry as (
       select e.message_id, e.part, e.dated_at, e.words,
              array(select p.list_id from postings p where p.message_id = e.message_id and p.state = 'shown'
                     order by p.posted_at, p.list_id) as lists
         from unnest(?::bigint[], ?::int[], ?::timestamptz[], ?::text[]) as e (message_id, part, dated_at, words)),
     longer as (
       delete from search_entries old
        where old.message_id = any(?::bigint[]) and old.part > 0
          and not exists (select from entry e where e.message_id = old.message_id and e.part = old.part))
     insert into search_entries (message_id, part, dated_at, lists, words)
     select message_id, part, dated_at, lists, words from entry
     on conflict (message_id, part) do update
       set dated_at = excluded.dated_at, lists = excluded.lists, words = excluded.words
       where (search_entries.dated_at, search_entries.lists, search_entries.words)
             is distinct from (excluded.dated_at, excluded.lists, excluded.words)`,
    [
      rows.map(({ entry }) => entry.messageId),
      rows.map(({ number }) => number),
      rows.map(({ entry }) => entry.datedAt.toISOString()),
      rows.map(({ words }) => words),
      entries.map(({ messageId }) => messageId),
    ],
  )
}

/** Keeps everybody else from changing these entries until the transaction ends. */
export async function holdEntries(tx: Tx, messageIds: readonly number[]): Promise<void> {
  await tx.raw(
    'select from search_entries where message_id = any(?::bigint[]) order by message_id, part for update',
    [[...messageIds]],
  )
}

/** Puts what was indexed lately in its place: until then every search goes through all of it. */
export async function settle(db: DbOrTx): Promise<void> {
  await db.raw(`select gin_clean_pending_list('search_entries_words')`)
}

/** Messages that are no longer to be found. */
export async function remove(tx: Tx, messageIds: readonly number[]): Promise<void> {
  await tx.raw('delete from search_entries where message_id = any(?::bigint[])', [[...messageIds]])
}
