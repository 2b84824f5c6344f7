// A dispatcher in a process of its own, to be killed. Arguments: database, data folder, relay, log level.

import { loadSettings } from '#config/settings.ts'
import { startDispatcher } from '#mta/out/dispatcher.ts'
import { openBlobs } from '#store/blobs.ts'
import { connect } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import { personal } from './world.ts'

const [url = '', folder = '', relay = ''] = process.argv.slice(2)
const log = openLog('silent')
const settings = loadSettings({ env: { RELAIS_DATA: folder, RELAIS_RELAY: relay }, file: '/dev/null' })
await startDispatcher({
  database: connect({ connectionString: url }, log),
  blobs: openBlobs(settings),
  settings,
  resolver: async () => [],
  personal,
  batchedMailFrom: () => ({ mailFrom: 'bounces@relais.localhost', fields: Buffer.alloc(0) }),
  log,
})
process.send?.('ready')
