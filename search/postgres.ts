// Search by PostgreSQL's own full text, in the configuration `relais` (accents gone, French stems).

import { type Db, type DbOrTx, plannedEachTime, type Tx } from '#store/database.ts'
import { foldedWords } from './fold.ts'
import { tellingWords } from './little-words.ts'
import { type Marks, snippet } from './snippet.ts'

/** What is searchable of a message. */
export interface Entry {
  readonly messageId: number
  readonly datedAt: Date
  readonly subject: string
  readonly text: string
  readonly fromName: string
  readonly fromAddress: string
}

/** The lists that may be shown: all, these, or those whose ids a statement gives (one bigint column). */
export type Scope =
  | 'all'
  | readonly number[]
  | { readonly sql: string; readonly bindings: readonly (string | number | null)[] }

export interface Search {
  readonly query: string
  readonly lists: Scope
  readonly sort: 'date' | 'relevance'
  readonly limit: number
  readonly offset: number
  readonly marks?: Marks
}

export interface Hit {
  readonly id: number
  /** Without brackets. */
  readonly messageId: string
  /** Address of the list it is shown in; the first to have had it, where several may be read. */
  readonly list: string
  readonly date: Date
  /** `Name <address>`, or the address alone. */
  readonly from: string
  readonly subject: string
  readonly kind: 'message'
  readonly snippet: string
  /** Path of its page. */
  readonly url: string
}

export interface Found {
  /** Exact: messages that match and are shown in one of the lists. */
  readonly total: number
  readonly hits: readonly Hit[]
}

/** The readable texts of messages by id; the archive's. */
export type TextReader = (db: DbOrTx, messageIds: readonly number[]) => Promise<ReadonlyMap<number, string>>

// A tsvector holds 1 MB, words and places together (PostgreSQL, textsearch-limitations). A folded text of this many
// UTF-8 bytes stays below it even when every word is short and new.
const TEXT_BYTES = 400_000
const SUBJECT_BYTES = 8_000
const QUERY_WORDS = 32
const RANKED = 2_000 // ts_rank reads the whole vector of each match: the newest are ranked, the others follow by date
const PAGE_HITS = 1_000

/** Makes a message searchable as soon as the transaction commits; doing it again replaces the entry. */
export async function index(tx: Tx, entry: Entry): Promise<void> {
  const from = `${entry.fromName} ${entry.fromAddress}`
  await tx.raw(
    `insert into search_entries (message_id, dated_at, words)
     values (?, ?, setweight(to_tsvector('relais', ?), 'A') || setweight(to_tsvector('relais', ?), 'B')
                   || to_tsvector('relais', ?))
     on conflict (message_id) do update set dated_at = excluded.dated_at, words = excluded.words`,
    [
      entry.messageId,
      entry.datedAt,
      indexable(entry.subject, SUBJECT_BYTES),
      indexable(from, SUBJECT_BYTES),
      indexable(entry.text, TEXT_BYTES),
    ],
  )
}

/** The messages that have every word of the query, those that may be shown only; any query is a good query. */
export async function search(db: Db, asked: Search, texts: TextReader): Promise<Found> {
  const words = tellingWords(foldedWords(asked.query)).slice(0, QUERY_WORDS).join(' ')
  const { total, stems, rows } = await plannedEachTime(db, (tx) => find(tx, words, asked))
  const read =
    rows.length === 0
      ? new Map<number, string>()
      : await texts(
          db,
          rows.map((row) => row.id),
        )
  const hits = rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    list: row.address,
    date: row.dated_at,
    from: row.from_name === '' ? row.from_address : `${row.from_name} <${row.from_address}>`,
    subject: row.subject,
    kind: 'message' as const,
    snippet: snippet(read.get(row.id) ?? '', stems, asked.marks ?? 'none'),
    url: `/lists/${row.address}/messages/${row.hash}`,
  }))
  return { total, hits }
}

interface Row {
  readonly id: number
  readonly message_id: string
  readonly hash: string
  readonly address: string
  readonly dated_at: Date
  readonly subject: string
  readonly from_name: string
  readonly from_address: string
}

// Materialised: for a rare word the planner would otherwise walk the whole archive by date. The words are asked for in
// place: from a common table expression the planner would not know how many messages to expect.
async function find(
  db: Tx,
  words: string,
  asked: Search,
): Promise<{ total: number; stems: string[]; rows: Row[] }> {
  const scope = listsIn(asked.lists)
  const limit = Math.max(0, Math.min(Math.trunc(asked.limit), PAGE_HITS)) || 0
  const offset = Math.max(0, Math.trunc(asked.offset)) || 0
  const { rows } = await db.raw<{ rows: (Row & { total: number; stems: string[]; id: number | null })[] }>(
    `with matched as materialized (
       select message_id, dated_at from search_entries where words @@ plainto_tsquery('relais', ?)),
     shown as materialized (
       select distinct on (m.message_id) m.message_id, m.dated_at, p.list_id
         from matched m join postings p on p.message_id = m.message_id and p.state = 'shown' ${scope.sql}
        order by m.message_id, p.posted_at, p.list_id),
     page as materialized (${asked.sort === 'date' ? BY_DATE : BY_RELEVANCE})
     select c.total, tsvector_to_array(to_tsvector('relais', ?)) as stems,
            m.id, m.message_id, m.hash, l.address, page.dated_at, m.subject, m.from_name, m.from_address
       from (select count(*) as total from shown) c
       left join page on true
       left join messages m on m.id = page.message_id
       left join lists l on l.id = page.list_id
      order by page.place`,
    [words, ...scope.bindings, ...(asked.sort === 'date' ? [] : [words]), limit, offset, words],
  )
  return {
    total: rows[0]?.total ?? 0,
    stems: rows[0]?.stems ?? [],
    rows: rows.filter((row) => row.id !== null),
  }
}

const BY_DATE = `
  select message_id, list_id, dated_at, row_number() over (order by dated_at desc, message_id desc) as place
    from shown order by dated_at desc, message_id desc limit ? offset ?`

const BY_RELEVANCE = `
  select message_id, list_id, dated_at,
         row_number() over (order by rank desc nulls last, dated_at desc, message_id desc) as place
    from (select s.message_id, s.list_id, s.dated_at, ts_rank(e.words, (select plainto_tsquery('relais', ?)), 1) as rank
            from (select * from shown order by dated_at desc, message_id desc limit ${RANKED}) s
            join search_entries e on e.message_id = s.message_id
          union all
          select * from (select s.message_id, s.list_id, s.dated_at, null::real
                           from shown s order by dated_at desc, message_id desc offset ${RANKED}) older) ranked
   order by rank desc nulls last, dated_at desc, message_id desc limit ? offset ?`

function listsIn(scope: Scope): { sql: string; bindings: readonly (string | number | null | number[])[] } {
  if (scope === 'all') return { sql: '', bindings: [] }
  if ('sql' in scope) return { sql: `and p.list_id in (${scope.sql})`, bindings: scope.bindings }
  return { sql: 'and p.list_id = any(?::bigint[])', bindings: [[...scope]] }
}

/** Folded words up to so many UTF-8 bytes. */
function indexable(text: string, maxBytes: number): string {
  const words: string[] = []
  let bytes = 0
  for (const word of foldedWords(text.slice(0, maxBytes * 4))) {
    bytes += Buffer.byteLength(word) + 1
    if (bytes > maxBytes) break
    words.push(word)
  }
  return words.join(' ')
}
