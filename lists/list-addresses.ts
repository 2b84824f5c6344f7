// Every address a list answers to is a row, unique in the instance. Owner of list_addresses.
import type { Address } from '#mta/message/address.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import { Refused } from './refused.ts'

/** What mail to one of a list's addresses is for. */
export type ListIntent = 'post' | 'request' | 'subscribe' | 'unsubscribe' | 'owner' | 'deposit'

const suffixes: Readonly<Record<string, ListIntent>> = {
  request: 'request',
  subscribe: 'subscribe',
  join: 'subscribe',
  abonnement: 'subscribe',
  unsubscribe: 'unsubscribe',
  leave: 'unsubscribe',
  desabonnement: 'unsubscribe',
  owner: 'owner',
  editor: 'owner',
  documents: 'deposit',
}

const reservedNames = new Set([
  ...['postmaster', 'abuse', 'mailer-daemon', 'relais', 'sympa', 'bounces', 'confirm', 'noreply'],
  ...Object.keys(suffixes),
])

/** A list's name: what stands before the @, at most 40 characters of [a-z0-9.-], none of ours. */
export function checkListName(local: string): void {
  if (!/^[a-z0-9](?:[a-z0-9.-]{0,38}[a-z0-9])?$/.test(local) || local.includes('..'))
    throw new Refused(
      `list name "${local}": at most 40 of a-z, 0-9, . and -, starting and ending with a letter or digit`,
    )
  const ending = local.slice(local.lastIndexOf('-') + 1)
  if (reservedNames.has(local) || (local.includes('-') && ending in suffixes))
    throw new Refused(`list name "${local}" is reserved: mail to it already has another meaning`)
}

/** `bureau@velo15.example` and 'owner' give `bureau-owner@velo15.example`. */
export function derivedAddress(listAddress: string, suffix: keyof typeof suffixes): string {
  const at = listAddress.lastIndexOf('@')
  return `${listAddress.slice(0, at)}-${suffix}${listAddress.slice(at)}`
}

/** Takes an address and all that derive from it for a list; refused when one is taken. */
export async function claimAddresses(tx: Tx, listId: number, listAddress: string): Promise<void> {
  const rows = [
    { address: listAddress, list_id: listId, intent: 'post' as ListIntent },
    ...Object.entries(suffixes).map(([suffix, intent]) => ({
      address: derivedAddress(listAddress, suffix),
      list_id: listId,
      intent,
    })),
  ]
  const taken = await tx('list_addresses').insert(rows).onConflict('address').ignore().returning('address')
  if (taken.length < rows.length)
    throw new Refused(`${listAddress}, or an address that derives from it, is taken`)
}

/** The list and intent of each address that is one of ours; `list+subscribe@` is read as `list-subscribe@`. */
export async function lookUp(
  db: DbOrTx,
  addresses: readonly Address[],
): Promise<Map<string, { listId: number; intent: ListIntent }>> {
  const spellings = new Map(addresses.map((a) => [a.text, a.text.replace('+', '-')]))
  const { rows } = await db.raw(
    `select a.address, a.list_id as "listId", a.intent from list_addresses a join lists l on l.id = a.list_id
      where a.address = any(?) and l.closed_at is null`,
    [[...new Set([...spellings.keys(), ...spellings.values()])]],
  )
  const found = new Map<string, { listId: number; intent: ListIntent }>(
    rows.map((row: { address: string; listId: number; intent: ListIntent }) => [row.address, row]),
  )
  const answers = new Map<string, { listId: number; intent: ListIntent }>()
  for (const [asked, spelled] of spellings) {
    const hit = found.get(asked) ?? found.get(spelled)
    if (hit) answers.set(asked, hit)
  }
  return answers
}

/** For each posting address of today or of former times its list, be it open or closed. */
export async function postingAddresses(db: DbOrTx): Promise<Map<string, number>> {
  const rows: { address: string; listId: number }[] = await db('list_addresses')
    .where({ intent: 'post' })
    .select('address', 'list_id as listId')
  return new Map(rows.map(({ address, listId }) => [address, listId]))
}
