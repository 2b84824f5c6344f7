import { Command } from 'commander'
import { loadSettings, type Settings } from '#config/settings.ts'
import { loginLink } from '#lists/login.ts'
import { openLog } from '#store/log.ts'
import type { Ground } from '../ground.ts'
import { type Server, serve } from '../serve.ts'
import { say } from './answer.ts'

/** Runs the server until it is told to stop. */
export async function runServer(
  settings: Settings,
  options: {
    readonly prepare?: (ground: Ground) => Promise<void>
    readonly welcome: (server: Server) => Promise<string>
  },
): Promise<void> {
  const log = openLog()
  const onLost = (error: Error) => {
    log.fatal({ err: error }, 'PostgreSQL has stopped: Relais stops too, to be started again')
    process.exit(1)
  }
  const stopped = new Promise<void>((resolve) => {
    let asked = false
    const stop = () => {
      if (asked) process.exit(1)
      asked = true
      resolve()
    }
    process.on('SIGTERM', stop)
    process.on('SIGINT', stop)
  })
  const server = await serve(settings, log, { onLost, ...(options.prepare && { prepare: options.prepare }) })
  say(await options.welcome(server))
  letGo()
  await stopped
  await server.stop()
}

/** Gives back what only the start needed, which an idle process would keep for hours; bin/relais exposes `gc`. */
function letGo(): void {
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' })
}

/** What the start says: where everything is, and what a newcomer does next. */
export async function startText(server: Server, settings: Settings): Promise<string> {
  const { ports, ground } = server
  const web = ground.platform.webUrl
  const lines = [
    '',
    'Relais is ready.',
    ...(ports.web === undefined ? [] : [`  Web      ${web}`]),
    ...(ports.smtp === undefined ? [] : [`  SMTP     localhost:${ports.smtp}`]),
    ...(ports.lmtp === undefined ? [] : [`  LMTP     localhost:${ports.lmtp}`]),
    `  Data     ${settings.data}`,
  ]
  if (settings.relay.kind === 'outbox')
    lines.push(`  Outgoing mail is kept, not sent: read it at ${web}/outbox (no relay is set: RELAIS_RELAY)`)
  if (settings.search.engine === 'meilisearch')
    lines.push(
      `  Search   Meilisearch at ${settings.search.url}, ${settings.search.fallback ? 'PostgreSQL when it is away' : 'and nothing when it is away'}`,
    )
  if (settings.evidence === 'trust')
    lines.push(
      '',
      '  RELAIS_EVIDENCE=trust: programs on this machine are believed about who sends. Never use this in public.',
    )
  return lines.join('\n')
}

async function welcome(server: Server, settings: Settings): Promise<string> {
  const lines = [await startText(server, settings)]
  if (server.firstAdministrator) {
    const link = await loginLink(server.ground, server.firstAdministrator)
    lines.push(
      '',
      `  First administrator: ${server.firstAdministrator}. Sign in within an hour, once, at`,
      `  ${link}`,
      `  (later: npx relais login-link ${server.firstAdministrator})`,
      '',
      '  To begin:',
      '    npx relais space create velo15 --name "Vélo 15"',
      `    npx relais list create bureau@${settings.domain} --space velo15 --owner you@example.org`,
      `    npx relais subscriber add bureau@${settings.domain} you@example.org`,
    )
  } else lines.push('  Sign in: npx relais login-link ADDRESS prints a one-time link')
  if (settings.evidence === 'verify')
    lines.push(
      '',
      '  Who writes is checked (SPF, DKIM, DMARC). A first mail that nothing proves, such as one sent by hand from',
      '  this machine, is not sent on yet: its author is asked to confirm, by a mail that you find in the outbox.',
    )
  return `${lines.join('\n')}\n`
}

export const serveCommand = () =>
  new Command('serve').description('start the server').action(async () => {
    const settings = loadSettings()
    await runServer(settings, { welcome: (server) => welcome(server, settings) })
  })
