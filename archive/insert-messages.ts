// Writes messages. One that is there already is found by its name, which is made of its Message-ID.

import { urlHash, urlHashes } from '#mta/message/identity.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Tx } from '#store/database.ts'
import type { Filing } from './file.ts'
import { shortRecipient } from './recipients.ts'

/** A message as it stands in its table; `isNew` for the first item that brought it. */
export interface Inserted {
  readonly id: number
  readonly hash: string
  readonly datedAt: Date
  readonly storedRefs: readonly number[] // keys of what it refers to
  readonly isNew: boolean
}

/** A mail to be written; `refs` are keys of what it refers to, oldest first. */
export interface Mail extends Filing {
  readonly refs: readonly number[]
}

/** Mails of one Message-ID: those of the same content are one message, another content is a message of its own. */
interface Namesakes {
  readonly names: readonly string[]
  /** Positions of the items by their fingerprint, in order; a content goes when its message is known. */
  readonly contents: Map<string, number[]>
}

interface Known {
  readonly id: number
  readonly hash: string
  readonly datedAt: Date
  readonly storedRefs: readonly number[]
  readonly fingerprint: Buffer
}

/**
 * Writes what is not there yet; the result is in the order of `items`. Which name is taken, the table says. `along` are
 * the bytes that the first statement writes too.
 */
export async function insertMessages(
  tx: Tx,
  items: readonly Mail[],
  along?: ReturnType<Blobs['keepSql']>,
): Promise<Inserted[]> {
  const done: Inserted[] = []
  let open = namesakes(items)
  for (let nth = 0; open.length > 0; nth++) {
    const wanted = open.map(({ names, contents }) => {
      const hash = names[nth]
      if (hash === undefined) throw new Error(`No free name for one more message ${names[0]}`)
      const [fingerprint, positions] = contents.entries().next().value!
      return { hash, fingerprint, item: items[positions[0]!]!, contents }
    })
    const inserted = await insertFree(tx, wanted, nth === 0 ? along : undefined)
    const taken = wanted.filter(({ hash }) => !inserted.has(hash))
    const known = await knownNames(tx, taken)
    for (const { hash, fingerprint, item, contents } of wanted) {
      const row = inserted.get(hash)
      const print = row === undefined ? known.get(hash)?.fingerprint.toString('hex') : fingerprint
      const there = row ?? known.get(hash)
      if (print === undefined || there === undefined)
        throw new Error(`Message ${hash} was taken away at this moment; try again`)
      const { id, datedAt, storedRefs } = there
      for (const position of contents.get(print) ?? []) {
        const isNew = row !== undefined && items[position] === item
        done[position] = { id, hash, datedAt, storedRefs, isNew }
      }
      contents.delete(print)
    }
    open = open.filter(({ contents }) => contents.size > 0)
  }
  return done
}

function namesakes(items: readonly Filing[]): Namesakes[] {
  const byId = new Map<string, Namesakes>()
  for (const [position, { facts }] of items.entries()) {
    const { messageId } = facts
    const same = byId.get(messageId) ?? { names: urlHashes(urlHash(messageId)), contents: new Map() }
    byId.set(messageId, same)
    const print = facts.fingerprint.toString('hex')
    const positions = same.contents.get(print)
    if (positions === undefined) same.contents.set(print, [position])
    else positions.push(position)
  }
  return [...byId.values()]
}

// Ids in the order of the mails; rows in the order of their names, so that two transactions with the same new mails
// wait for each other in one direction only.
async function insertFree(
  tx: Tx,
  wanted: readonly { readonly hash: string; readonly item: Mail }[],
  along: ReturnType<Blobs['keepSql']>,
): Promise<Map<string, Omit<Inserted, 'hash' | 'isNew'>>> {
  const { rows } = await tx.raw<{ rows: { id: number; hash: string; datedAt: Date }[] }>(
    `${along === undefined ? '' : `with kept as (${along.sql}) `}
     insert into messages (id, hash, message_id, fingerprint, raw, text, has_html, size, dated_at, subject,
                           from_name, from_address, author_id, recipients, ref_keys, defects, arrival_id)
     overriding system value
     select id, hash, message_id, fingerprint, raw, text, has_html, size, dated_at, subject,
            from_name, from_address, author_id, recipients, nullif(ref_keys::bigint[], '{}'),
            nullif(defects::text[], '{}'), arrival_id
       from (select nextval('messages_id_seq') as id, m.*
               from unnest(?::text[], ?::text[], ?::bytea[], ?::bytea[], ?::bytea[], ?::bool[], ?::bigint[],
                           ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::json[],
                           ?::text[], ?::text[], ?::bigint[])
                    m (hash, message_id, fingerprint, raw, text, has_html, size, dated_at, subject,
                       from_name, from_address, author_id, recipients, ref_keys, defects, arrival_id)) m
      order by hash
     on conflict do nothing
     returning id, hash, dated_at as "datedAt"`,
    [...(along?.bindings ?? []), ...columns(wanted)] as never,
  )
  const refsOf = new Map(wanted.map(({ hash, item }) => [hash, item.refs]))
  return new Map(rows.map(({ hash, ...row }) => [hash, { ...row, storedRefs: refsOf.get(hash)! }]))
}

function columns(wanted: readonly { readonly hash: string; readonly item: Mail }[]) {
  const rows = wanted.map(({ hash, item: { prepared, facts, refs } }) => {
    const { reading, raw } = prepared
    const from = facts.author ?? reading.from
    return [
      hash,
      facts.messageId,
      facts.fingerprint,
      raw.hash,
      prepared.text ?? null,
      prepared.hasHtml,
      raw.size,
      facts.receivedAt,
      reading.subject,
      from.name,
      from.address,
      facts.authorId ?? null,
      JSON.stringify(reading.recipients.map(shortRecipient)),
      `{${refs.join(',')}}`,
      `{${reading.defects.join(',')}}`,
      facts.arrivalId ?? null,
    ] as const
  })
  return rows[0]!.map((_, column) => rows.map((row) => row[column]))
}

async function knownNames(tx: Tx, taken: readonly { readonly hash: string }[]): Promise<Map<string, Known>> {
  if (taken.length === 0) return new Map()
  const { rows } = await tx.raw<{ rows: (Omit<Known, 'storedRefs'> & { refs: string[] | null })[] }>(
    `select id, hash, dated_at as "datedAt", fingerprint, ref_keys as refs from messages where hash = any(?::text[])`,
    [taken.map(({ hash }) => hash)],
  )
  return new Map(rows.map(({ refs, ...row }) => [row.hash, { ...row, storedRefs: (refs ?? []).map(Number) }]))
}
