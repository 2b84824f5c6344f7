import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import type { Asked } from '../errands/table.ts'
import type { Site } from '../site.ts'
import type { Moderating } from './answer.ts'
import { takeBack } from './held.ts'
import { type Matter, matterInWords } from './matter.ts'
import { reply } from './reply.ts'
import { revoke } from './verdicts.ts'
import { outcomes, phrases, said } from './words.ts'

/** ANNULER after TOUJOURS or BLOQUER: the address is as any other again, and the hold too while nothing is done yet. */
export async function takeBackVerdict(
  tx: Tx,
  site: Site,
  asked: Asked,
  {
    moderating: { token, list, personId, language },
    verdictId,
    matter,
  }: { moderating: Moderating; verdictId: number; matter: Matter | undefined },
): Promise<string> {
  const sentences = outcomes(language)
  const revoked = await revoke(tx, verdictId)
  const isHeldAgain = matter !== undefined && (await takeBack(tx, matter.held, personId))
  const address = revoked?.address ?? matter?.address ?? ''
  if (!revoked && !isHeldAgain)
    return await reply(tx, site, asked, {
      token,
      list,
      name: 'decided-before',
      sentences: {
        what: said(phrases(language).standing, { address, list: list.address }),
        outcome: sentences['in-force'],
      },
    })
  if (revoked)
    await note(tx, {
      act: `un-${revoked.verdict}`,
      via: 'mail',
      personId,
      listId: list.id,
      detail: { address },
    })
  const ofPerson = revoked
    ? said(sentences[revoked.verdict === 'welcome' ? 'unwelcome' : 'unblocked'], {
        address,
        list: list.address,
      })
    : ''
  const ofPost = isHeldAgain ? said(sentences.held, { what: matterInWords(matter, language) }) : ''
  return await reply(tx, site, asked, {
    token,
    list,
    name: isHeldAgain ? 'decision-undone' : 'decision-noted',
    sentences: {
      what: said(phrases(language).standing, { address, list: list.address }),
      outcome: [ofPost, ofPerson].filter((one) => one !== '').join(' '),
      back: sentences['in-force'],
    },
  })
}
