// Answers in the platform's own name; an answer to them comes back to it.
import type { Tx } from '#store/database.ts'
import { languageOf, type MailName, write } from '../mails.ts'
import type { Site } from '../site.ts'
import { addressToAskAgain } from './ask-again.ts'
import { isProved, mayAnswerAsker } from './asker.ts'
import type { Asked } from './table.ts'

/** Writes one mail in answer to an errand, within the asker's daily number. */
export async function answerFromPlatform(
  tx: Tx,
  site: Site,
  { arrival, errand }: Asked,
  mail: {
    readonly name: MailName
    readonly to: string
    readonly fromAddress?: string
    readonly sentences?: Record<string, string>
    /** Tells two of that name apart, where one mail asks for both. */
    readonly which?: string
  },
): Promise<string> {
  if (!(await mayAnswerAsker(tx, mail.to, mail.name, arrival.evidence))) return `${mail.name}: silent`
  const { platform } = site
  const own = mail.fromAddress ?? `relais@${platform.domain}`
  const fromAddress =
    isProved(arrival.evidence) || own.startsWith('confirm+')
      ? own
      : await addressToAskAgain(tx, site, { to: mail.to })
  await write(tx, {
    name: mail.name,
    language: await languageOf(tx, mail.to, platform.language),
    to: mail.to,
    from: { name: platform.name, address: fromAddress },
    inReplyTo: arrival.messageId,
    once: `errand:${errand.id}:${mail.name}:${mail.to}${mail.which ? `:${mail.which}` : ''}`,
    sentences: {
      platform: platform.name,
      domain: platform.domain,
      home: `${platform.webUrl}/`,
      address: mail.to,
      ...mail.sentences,
    },
  })
  return mail.name
}
