import type { Tx } from '#store/database.ts'
import { addJob } from '#store/jobs.ts'
import type { Held } from './held.ts'

/** Has the moderators written to once this is committed. */
export async function announce(tx: Tx, held: Held): Promise<void> {
  await addJob(tx, 'moderation', { announce: held })
}
