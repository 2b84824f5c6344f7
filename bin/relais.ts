// The `relais` command: one subcommand a file.
import { Command, CommanderError } from 'commander'
import { SettingsError } from '#config/settings.ts'
import { Refused } from '#lists/refused.ts'
import { demoCommand } from './commands/demo.ts'
import { listCommand } from './commands/list.ts'
import { loginLinkCommand } from './commands/login-link.ts'
import { messageCommand } from './commands/message.ts'
import { migrateCommand } from './commands/migrate.ts'
import { outboxCommand } from './commands/outbox.ts'
import { queueCommand } from './commands/queue.ts'
import { searchCommand } from './commands/search.ts'
import { serveCommand } from './commands/serve.ts'
import { spaceCommand } from './commands/space.ts'
import { subscriberCommand } from './commands/subscriber.ts'
import { traceCommand } from './commands/trace.ts'

const program = new Command('relais')
  .description("The shared digital space of a city's associations. Settings: relais.yaml and RELAIS_* (docs/settings.md).")
  .exitOverride()
  .showSuggestionAfterError()
for (const command of [
  serveCommand,
  demoCommand,
  spaceCommand,
  listCommand,
  subscriberCommand,
  searchCommand,
  messageCommand,
  loginLinkCommand,
  outboxCommand,
  queueCommand,
  traceCommand,
  migrateCommand,
])
  program.addCommand(command().copyInheritedSettings(program))

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode
  else {
    process.exitCode = 1
    process.stderr.write(`relais: ${plainly(error)}\n`)
  }
}

/** One clear line; the stack only for what nobody expected. */
function plainly(error: unknown): string {
  if (error instanceof Refused) return error.message
  if (error instanceof SettingsError) return `the settings cannot be used:\n  ${error.problems.join('\n  ')}`
  if (!(error instanceof Error)) return String(error)
  return process.env['RELAIS_DEBUG'] ? (error.stack ?? error.message) : error.message
}
