// Leaving by the link in a mail's header (RFC 8058): whoever has it may leave for that person, and do nothing else.
import type { Db } from '#store/database.ts'
import type { Secrets } from '#store/secrets.ts'
import { type Left, leaveList } from './leave-list.ts'
import { type List, listById } from './lists.ts'
import type { Platform } from './mails.ts'
import { readUnsubscribeToken } from './personal.ts'

export interface OneClick {
  readonly list: List
  readonly personId: number
  /** Where the person gets the list, or any address of theirs. */
  readonly address: string
  /** Once done: the mail has stopped, and their name stays until owners take it off. */
  readonly staysNamed?: boolean
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
  { db, secrets, platform }: { readonly db: Db; readonly secrets: Secrets; readonly platform: Platform },
  token: string,
): Promise<OneClick | undefined> {
  const found = await describeOneClick(db, secrets, token)
  const left = found && (await leaveFromWeb({ db, platform }, found.list, found.personId, 'confirmed'))
  return found && { ...found, ...(left === 'stopped' && { staysNamed: true }) }
}

/** Leaves from a page, by link or by session. */
export async function leaveFromWeb(
  { db, platform }: { readonly db: Db; readonly platform: Platform },
  list: List,
  personId: number,
  evidence: 'confirmed' | 'session',
): Promise<Left> {
  return await db.transaction((tx) => leaveList(tx, platform, list, personId, { evidence, via: 'web' }))
}
