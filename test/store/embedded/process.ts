// A Relais that does nothing but open its database: `node process.ts FOLDER serve|command full|none`.
// Says what it got in a line of JSON, then stays until SIGTERM.
import { loadSettings } from '#config/settings.ts'
import { openDatabase } from '#store/database.ts'
import { openLog } from '#store/log.ts'

const [data = '', intent, durability] = process.argv.slice(2)
const settings = loadSettings({ env: { RELAIS_DATA: data } })
try {
  const database = await openDatabase(settings, openLog('warn'), {
    intent: intent === 'command' ? 'command' : 'serve',
    durability: durability === 'full' ? 'full' : 'none',
    onLost: (error) => {
      process.stderr.write(`lost: ${error.message}\n`)
      process.exit(3)
    },
  })
  process.once('SIGTERM', () => void database.close())
  process.stdout.write(`${JSON.stringify(database.embedded)}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
}
