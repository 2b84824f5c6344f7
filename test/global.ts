// One PostgreSQL for the whole run, with a migrated database that each test file clones.
import { rm } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'
import { connect } from '#store/database.ts'
import { SUPERUSER } from '#store/embedded/cluster.ts'
import { startOrJoin } from '#store/embedded/start-or-join.ts'
import { openLog } from '#store/log.ts'
import { migrate } from '#store/migrate.ts'
import { prepareDatabase } from '#store/prepare.ts'
import { TEMPLATE } from './support/database.ts'
import { temporaryFolder } from './support/folder.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    socketDir: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await temporaryFolder()
  const log = openLog('warn')
  const { socketDir, leave } = await startOrJoin(folder, { intent: 'serve', durability: 'none', log })
  const place = { host: socketDir, user: SUPERUSER, database: TEMPLATE }
  await prepareDatabase(place)
  const template = connect(place, log)
  await migrate(template)
  await template.close() // a database that someone is connected to cannot be cloned
  project.provide('socketDir', socketDir)
  return async () => {
    await leave()
    await rm(folder, { recursive: true, force: true })
  }
}
