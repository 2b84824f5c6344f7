// Owner of the table tokens: proofs that somebody reads the mail of an address. Single use, 14 days.
import type { DbOrTx, Tx } from '#store/database.ts'

export type TokenPurpose = 'confirm-post' | 'confirm-act' | 'login' | 'moderate' | 'link-address'

export interface Token {
  readonly id: number
  readonly purpose: TokenPurpose
  /** Where it was mailed, compared form: it acts for nobody else. */
  readonly address: string
  readonly personId: number | null
  readonly listId: number | null
  readonly postId: number | null
  readonly detail: Record<string, unknown>
  readonly state: 'fresh' | 'used' | 'expired'
}

const columns = `id, purpose, address, person_id as "personId", list_id as "listId", post_id as "postId", detail,
  case when used_at is not null then 'used' when expires_at < now() then 'expired' else 'fresh' end as state`

/** Makes a token; its number is what gets sealed into an address or a link. */
export async function makeToken(
  tx: Tx,
  token: {
    purpose: TokenPurpose
    address: string
    personId?: number
    listId?: number
    postId?: number
    detail?: object
    lifeMinutes?: number
  },
): Promise<number> {
  const [row] = await tx('tokens')
    .insert({
      purpose: token.purpose,
      address: token.address,
      person_id: token.personId ?? null,
      list_id: token.listId ?? null,
      post_id: token.postId ?? null,
      detail: JSON.stringify(token.detail ?? {}),
      expires_at: tx.raw(`now() + make_interval(mins => ?)`, [token.lifeMinutes ?? 14 * 24 * 60]),
    })
    .returning('id')
  return row.id
}

/** The token, spent or not. */
export async function tokenById(db: DbOrTx, id: number): Promise<Token | undefined> {
  return (await db.raw(`select ${columns} from tokens where id = ?`, [id])).rows[0]
}

/** The freshest login token of an address, for a code typed by hand. */
export async function freshLogin(db: DbOrTx, address: string): Promise<Token | undefined> {
  return (
    await db.raw(
      `select ${columns} from tokens where purpose = 'login' and address = ? and used_at is null and expires_at > now()
        order by id desc limit 1`,
      [address],
    )
  ).rows[0]
}

/** Spends a token: true for exactly one caller. */
export async function spend(tx: Tx, id: number): Promise<boolean> {
  const spent = await tx('tokens')
    .where({ id })
    .whereNull('used_at')
    .whereRaw('expires_at > now()')
    .update({ used_at: tx.fn.now() })
  return spent === 1
}

/** Whether somebody has spent it, in this transaction or before. */
export async function isSpent(db: DbOrTx, id: number): Promise<boolean> {
  return (await tokenById(db, id))?.state === 'used'
}

/** Takes back tokens that nobody has answered. */
export async function withdrawTokens(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx('tokens')
    .whereIn('id', [...ids])
    .whereNull('used_at')
    .update({ expires_at: tx.raw(`now() - interval '1 second'`) })
}

const codeTries = 5

/** Counts a try at a login token's code before it is compared; 'no more' once there were five. Its link still works. */
export async function countCodeTry(db: DbOrTx, id: number): Promise<'one more' | 'no more'> {
  const { rows } = await db.raw(
    `update tokens set detail = jsonb_set(detail, '{tries}', to_jsonb(coalesce((detail->>'tries')::int, 0) + 1))
      where id = ? and coalesce((detail->>'tries')::int, 0) < ? returning id`,
    [id, codeTries],
  )
  return rows.length > 0 ? 'one more' : 'no more'
}

/** Mails that let an address decide something, in the last hour; nobody else counts them until the transaction ends. */
export async function decisionsAskedInHour(tx: Tx, address: string): Promise<number> {
  await tx.raw(`select pg_advisory_xact_lock(hashtextextended('moderate:' || ?, 0))`, [address])
  const { rows } = await tx.raw(
    `select count(*)::int as asked from tokens
      where purpose = 'moderate' and address = ? and created_at > now() - interval '1 hour' and detail->>'kind' = 'hold'`,
    [address],
  )
  return rows[0].asked
}

/** Whether an address has got the round-up of a day (YYYY-MM-DD). */
export async function hasRoundUp(db: DbOrTx, address: string, day: string): Promise<boolean> {
  const { rows } = await db.raw(
    `select exists (select from tokens where purpose = 'moderate' and address = ? and detail->>'day' = ?) as made`,
    [address, day],
  )
  return rows[0].made
}
