// The `relais` command: one subcommand a file.
import { Command, CommanderError } from 'commander'
import { SettingsError } from '#config/settings.ts'
import { Refused } from '#lists/refused.ts'

/** Loaded when asked for: `relais queue list` needs no web server. */
const commands = {
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
  demo: async () => (await import('./commands/demo.ts')).demoCommand(),
  space: async () => (await import('./commands/space.ts')).spaceCommand(),
  list: async () => (await import('./commands/list.ts')).listCommand(),
  sentence: async () => (await import('./commands/sentence.ts')).sentenceCommand('platform'),
  subscriber: async () => (await import('./commands/subscriber.ts')).subscriberCommand(),
  search: async () => (await import('./commands/search.ts')).searchCommand(),
  message: async () => (await import('./commands/message.ts')).messageCommand(),
  'login-link': async () => (await import('./commands/login-link.ts')).loginLinkCommand(),
  outbox: async () => (await import('./commands/outbox.ts')).outboxCommand(),
  queue: async () => (await import('./commands/queue.ts')).queueCommand(),
  digest: async () => (await import('./commands/digest.ts')).digestCommand(),
  trace: async () => (await import('./commands/trace.ts')).traceCommand(),
  import: async () => await (await import('./commands/import.ts')).importCommand(process.argv[3]),
  export: async () => (await import('./commands/export.ts')).exportCommand(),
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand(),
  index: async () => (await import('./commands/index.ts')).indexCommand(),
  migrate: async () => (await import('./commands/migrate.ts')).migrateCommand(),
} as const

const program = new Command('relais')
  .description(
    "The shared digital space of a city's associations. Settings: relais.yaml and RELAIS_* (docs/settings.md).",
  )
  .exitOverride()
  .showSuggestionAfterError()
const asked = process.argv[2]
const wanted = asked !== undefined && Object.hasOwn(commands, asked) ? [asked] : Object.keys(commands)
for (const name of wanted)
  program.addCommand((await commands[name as keyof typeof commands]()).copyInheritedSettings(program))

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
  return process.env.RELAIS_DEBUG ? (error.stack ?? error.message) : error.message
}
