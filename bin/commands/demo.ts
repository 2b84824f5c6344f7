import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Command, Option } from 'commander'
import { loadSettings } from '#config/settings.ts'
import { loginLink } from '#lists/login.ts'
import { allSpaces } from '#lists/spaces.ts'
import { onData, say } from './answer.ts'
import { runServer, startText } from './serve.ts'

export const demoCommand = () =>
  new Command('demo')
    .description('start the server with a ready-made world, for trying out')
    .addOption(new Option('--fill', 'only make the world, beside a server that starts').hideHelp())
    .action(async ({ fill }) => {
      if (fill) return await fillWorld()
      const settings = loadSettings({ env: { RELAIS_EVIDENCE: 'trust', ...process.env } })
      await runServer(settings, {
        prepare: async (ground) => {
          if ((await allSpaces(ground.db)).length > 0)
            say(`${settings.data} holds spaces already: the demonstration is not added to them.`)
          else await fillInPassing()
        },
        welcome: async (server) => {
          const link = await loginLink(server.ground, `admin@${settings.domain}`)
          return `${await startText(server, settings)}

  Three associations with their lists and their mail of the last months: ${settings.web.url}
  Write to one of their lists as one of their members:
    curl --url smtp://localhost:${server.ports.smtp} --mail-from anne.martin@orange.example \\
      --mail-rcpt discussion@velo15.example -T - <<'MAIL'
    From: Anne Martin <anne.martin@orange.example>
    To: discussion@velo15.example
    Subject: Bonjour

    Ceci est un essai.
    MAIL
  then read the archive, and every subscriber's copy in the outbox.
${link ? `\n  As administrator (once, within an hour): ${link}\n` : ''}`
        },
      })
    })

async function fillWorld(): Promise<void> {
  const { loadDemo } = await import('../demo-world.ts')
  await onData((data) => loadDemo(data, new Date()))
}

/** In a process of its own, which ends: the months of mail would leave 40 MB behind in the server. */
async function fillInPassing(): Promise<void> {
  const words = [...process.execArgv, process.argv[1]!, 'demo', '--fill']
  const [code] = await once(spawn(process.execPath, words, { stdio: 'inherit' }), 'exit')
  if (code !== 0) throw new Error('the demonstration could not be made')
}
