// Who asks without proof gets one mail a day, and goes on by answering it: what they write there is proved.
import type { Tx } from '#store/database.ts'
import { type Command, commandOf } from '../commands/line.ts'
import { typedLines } from '../commands/typed.ts'
import type { List } from '../lists.ts'
import { oneLine } from '../mails.ts'
import { textOf } from '../robot-mail.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { makeToken } from '../tokens.ts'
import { isProved } from './asker.ts'
import { answerAbout } from './list-mail.ts'
import { answerFromPlatform } from './platform-mail.ts'
import type { Asked } from './table.ts'

const MAX_SHOWN = 20 // commands in the question

/** Several commands of somebody unproved are confirmed together, by one mail; so is one that is about all their lists. */
export const mustBeConfirmed = (
  { arrival }: Asked,
  commands: readonly Pick<Command, 'verb' | 'rest'>[],
): boolean =>
  !isProved(arrival.evidence) &&
  (commands.length > 1 || commands.some(({ verb, rest }) => verb === 'set' && rest.startsWith('*')))

/** Asks for that one confirmation; the answer has the whole mail carried out. */
export async function confirmRequest(
  tx: Tx,
  site: Site,
  asked: Asked,
  { list, to }: { readonly list?: List; readonly to: string },
): Promise<string> {
  const tokenId = await makeToken(tx, {
    purpose: 'confirm-act',
    address: to,
    ...(list && { listId: list.id }),
    detail: { act: 'request', errandId: asked.errand.id },
  })
  const lines = [asked.original.header.text('Subject'), ...typedLines(await textOf(asked.original))]
  const commands = lines.filter((line) => commandOf(line) !== undefined)
  const shown = commands.slice(0, MAX_SHOWN).map(oneLine)
  const mail = {
    name: 'request-confirm',
    to,
    fromAddress: answerAddress(site, tokenId),
    sentences: {
      lists: [...shown, ...(commands.length > MAX_SHOWN ? ['…'] : [])].join('\n'),
      platform: site.platform.name,
    },
  } as const
  return list === undefined
    ? await answerFromPlatform(tx, site, asked, mail)
    : await answerAbout(tx, site, asked, list, mail)
}
