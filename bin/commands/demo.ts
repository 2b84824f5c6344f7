import { Command } from 'commander'
import { loadSettings } from '#config/settings.ts'
import { loginLink } from '#lists/login.ts'
import { loadDemo } from '../demo-world.ts'
import { say } from './answer.ts'
import { runServer, startText } from './serve.ts'

export const demoCommand = () =>
  new Command('demo')
    .description('start the server with a ready-made world, for trying out')
    .action(async () => {
      const settings = loadSettings({ env: { RELAIS_EVIDENCE: 'trust', ...process.env } })
      await runServer(settings, {
        prepare: async (ground) => {
          const done = await loadDemo(ground, new Date())
          if (done === 'already something here')
            say(`${settings.data} holds spaces already: the demonstration is not added to them.`)
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
