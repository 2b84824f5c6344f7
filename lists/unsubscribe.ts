// Leaving by the link in a mail's header (RFC 8058): whoever has it may leave for that person, and do nothing else.
import type { Db } from '#store/database.ts'
import type { Secrets } from '#store/secrets.ts'
import { note } from './audit.ts'
import { type List, listById } from './lists.ts'
import { readUnsubscribeToken } from './personal.ts'
import { leave } from './subscriptions.ts'

export interface OneClick {
  readonly list: List
  readonly personId: number
  /** Where the person gets the list, or any address of theirs. */
  readonly address: string
}

/** What a link would do; undefined when it isn't one of ours. */
export async function describeOneClick(
  db: Db,
  secrets: Secrets,
  token: string,
): Promise<OneClick | undefined> {
  const who = readUnsubscribeToken(secrets, token)
  const list = who && (await listById(db, who.listId))
  if (!who || !list) return undefined
  const { rows } = await db.raw(
    `select a.written from addresses a left join preferences f on f.list_id = ? and f.address_id = a.id
      where a.person_id = ? order by f.list_id nulls last, a.id limit 1`,
    [who.listId, who.personId],
  )
  return rows[0] && { list, personId: who.personId, address: rows[0].written }
}

/** Leaves. Twice is once. */
export async function leaveByOneClick(
  db: Db,
  secrets: Secrets,
  token: string,
): Promise<OneClick | undefined> {
  const found = await describeOneClick(db, secrets, token)
  if (found) await leaveFromWeb(db, found.list, found.personId, 'confirmed')
  return found
}

/** Leaves from a page, by link or by session. */
export async function leaveFromWeb(
  db: Db,
  list: List,
  personId: number,
  evidence: 'confirmed' | 'session',
): Promise<void> {
  await db.transaction(async (tx) => {
    if (!(await leave(tx, list.id, personId, evidence))) return
    await note(tx, { act: 'leave', via: 'web', personId, listId: list.id, spaceId: list.space.id })
  })
}
