import type { Tx } from '#store/database.ts'
import { announce } from './announce.ts'
import { keepRequest } from './join-requests.ts'

/** Keeps somebody's request to join for the list's moderators, who are written to; the same one twice is one. */
export async function holdRequest(tx: Tx, asked: Parameters<typeof keepRequest>[1]): Promise<void> {
  const id = await keepRequest(tx, asked)
  if (id !== undefined) await announce(tx, { join: id })
}
