import { chown } from 'node:fs/promises'
import type { Account } from './account.ts'

/** Gives a folder made here to the account that PostgreSQL runs as. */
export async function giveTo(account: Account | undefined, folder: string): Promise<void> {
  if (account) await chown(folder, account.uid, account.gid)
}
