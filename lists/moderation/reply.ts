// What a moderator is answered: one mail, to the address that their token was mailed to.
import type { Tx } from '#store/database.ts'
import { mayAnswer } from '../answered.ts'
import type { Asked } from '../errands/table.ts'
import type { List } from '../lists.ts'
import { languageOf, listSentences, type MailName, write } from '../mails.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import type { Token } from '../tokens.ts'

const perDay = 1_000 // a human decides less; a loop stops there

/** Answers from the token's address, so that the answer can be answered in turn. */
export async function reply(
  tx: Tx,
  site: Site,
  asked: Asked,
  mail: {
    readonly token: Pick<Token, 'id' | 'address'>
    readonly list: List
    readonly name: MailName
    readonly sentences: Readonly<Record<string, string>>
  },
): Promise<string> {
  const { token, list, name } = mail
  if ((await mayAnswer(tx, token.address, 'moderating', perDay)) !== 'answer') return `${name}: silent`
  await write(tx, {
    name,
    language: await languageOf(tx, token.address, list.settings.language),
    to: token.address,
    from: { name: list.title, address: answerAddress(site, token.id) },
    inReplyTo: asked.arrival.messageId,
    listId: list.id,
    once: `errand:${asked.errand.id}:${name}`,
    sentences: { ...listSentences(list, site.platform), address: token.address, ...mail.sentences },
  })
  return name
}
