import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type Database } from '#store/database.ts'
import { SUPERUSER } from '#store/embedded/cluster.ts'
import { openLog } from '#store/log.ts'

/** The migrated database that every test file clones. */
export const TEMPLATE = 'relais_template'

/** A database of one test file; `url` is for programs that are started beside the test. */
export interface TestDatabase extends Database {
  readonly url: string
}

/** Clones the migrated template; `close()` drops the clone. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `t_${randomUUID().replaceAll('-', '')}`
  const socketDir = inject('socketDir')
  await administer(socketDir, `create database ${name} template ${TEMPLATE} strategy file_copy`)
  const database = connect({ host: socketDir, user: SUPERUSER, database: name }, openLog('warn'))
  return {
    ...database,
    url: `postgres://${SUPERUSER}@${encodeURIComponent(socketDir)}/${name}`,
    close: async () => {
      await database.close()
      await administer(socketDir, `drop database if exists ${name} with (force)`)
    },
  }
}

async function administer(socketDir: string, sql: string): Promise<void> {
  const client = new pg.Client({ host: socketDir, user: SUPERUSER, database: 'postgres' })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
