// Owner of old_urls: paths of former times lead to where things are today.
import type { DbOrTx } from '#store/database.ts'

/** Where a path leads now. */
export async function movedUrl(db: DbOrTx, path: string): Promise<string | undefined> {
  const row = await db('old_urls').where({ path }).first('to_path')
  return row?.to_path
}
