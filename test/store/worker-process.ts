// A worker in a process of its own, to be killed: takes a job of the name `slow`, says so, and never ends it.
import { loadSettings } from '#config/settings.ts'
import { openDatabase } from '#store/database.ts'
import { startWorker } from '#store/jobs.ts'
import { openLog } from '#store/log.ts'

const log = openLog('silent')
const database = await openDatabase(loadSettings(), log)
const slow = () => {
  process.stdout.write('taken\n')
  return new Promise<never>(() => undefined)
}
const worker = await startWorker(database, { slow }, { concurrency: 1, log })
process.stdout.write(`${worker.id}\n`)
