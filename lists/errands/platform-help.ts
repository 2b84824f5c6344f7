import { languageOf, write } from '../mails.ts'
import { askerOf, mayAnswerAsker } from './asker.ts'
import type { Run } from './table.ts'

/** Mail to relais@ or sympa@: how to use the platform's lists. */
export const platformHelp: Run<'platform'> = async (tx, site, asked) => {
  const to = askerOf(asked)
  if (!to || !(await mayAnswerAsker(tx, to, 'platform-help', asked.arrival.evidence))) return 'not answered'
  const { platform } = site
  await write(tx, {
    name: 'platform-help',
    language: await languageOf(tx, to, platform.language),
    to,
    from: { name: platform.name, address: `relais@${platform.domain}` },
    inReplyTo: asked.arrival.messageId,
    once: `errand:${asked.errand.id}`,
    sentences: { platform: platform.name, domain: platform.domain, home: `${platform.webUrl}/` },
  })
  return 'platform-help'
}
