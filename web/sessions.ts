// Who is signed in. Owner of the table sessions. The cookie's value is kept by its reader alone: the table
// holds its SHA-256, so that a copy of the database opens nobody's session.
import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '#store/database.ts'

export const SESSION_DAYS = 90
const SECRET_BYTES = 32
const MAX_USER_AGENT = 300 // characters
const SEEN_EVERY = '1 hour' // seen_at is no finer: reading a page should not write each time

export interface Sessions {
  /** Opens a session and returns the cookie's value. */
  open(personId: number, userAgent: string): Promise<string>
  /** Whose session this is; undefined when unknown, closed or expired. */
  find(value: string): Promise<number | undefined>
  close(value: string): Promise<void>
}

const hashed = (value: string): Buffer => createHash('sha256').update(value).digest()

export function openSessions(db: Db): Sessions {
  return {
    async open(personId, userAgent) {
      const value = randomBytes(SECRET_BYTES).toString('base64url')
      await db('sessions').where('expires_at', '<', db.fn.now()).delete()
      await db('sessions').insert({
        secret: hashed(value),
        person_id: personId,
        user_agent: userAgent.slice(0, MAX_USER_AGENT),
        expires_at: db.raw('now() + make_interval(days => ?)', [SESSION_DAYS]),
      })
      return value
    },

    async find(value) {
      const { rows } = await db.raw<{ rows: { id: number; person: number; stale: boolean }[] }>(
        `select id, person_id as person, seen_at < now() - interval '${SEEN_EVERY}' as stale
           from sessions where secret = ? and expires_at > now()`,
        [hashed(value)],
      )
      const found = rows[0]
      if (found?.stale) await db('sessions').where({ id: found.id }).update({ seen_at: db.fn.now() })
      return found?.person
    },

    async close(value) {
      await db('sessions')
        .where({ secret: hashed(value) })
        .delete()
    },
  }
}
