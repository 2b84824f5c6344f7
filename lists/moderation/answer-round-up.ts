// « 1 oui, 2 non, 3 spam »: the numbers are those of the very mail that is answered.
import type { Tx } from '#store/database.ts'
import { decisionsOf } from '../commands/decision.ts'
import type { Asked } from '../errands/table.ts'
import { moderatesOf } from '../roles.ts'
import type { Site } from '../site.ts'
import type { Token } from '../tokens.ts'
import type { Moderating } from './answer.ts'
import { carryOutAnswer } from './carry-out.ts'
import { type Held, heldOf } from './held.ts'
import { matterOf } from './matter.ts'
import { reply } from './reply.ts'
import { outcomes } from './words.ts'

export const isRoundUp = (detail: Token['detail']): boolean => Array.isArray(detail.items)

/** Decides each thing that is named; a mail of which a part isn't understood decides nothing. */
export async function answerRoundUp(
  tx: Tx,
  site: Site,
  asked: Asked,
  { token, list, personId: by, language, text }: Moderating,
): Promise<string> {
  const items = (token.detail.items as unknown[]).map(heldOf)
  const answers = decisionsOf(text)
  if (answers === undefined || [...answers.keys()].some((number) => items[number - 1] === undefined))
    return await reply(tx, site, asked, { token, list, name: 'round-up-unclear', sentences: {} })
  const lines: string[] = []
  // In the order of what is decided, the same for everybody: two answers at once never wait for each other.
  const inOrder = [...answers]
    .map(([number, answer]) => ({ number, answer, held: items[number - 1]! }))
    .toSorted((a, b) => keyOf(a.held).localeCompare(keyOf(b.held)))
  for (const { number, answer, held } of inOrder) {
    const matter = await matterOf(tx, site, held, language)
    const may = matter && (await moderatesOf(tx, by, [matter.list.id])).has(matter.list.id)
    const sentence = !matter
      ? outcomes(language).gone
      : may
        ? (await carryOutAnswer(tx, site, { matter, answer, by, language })).sentence
        : outcomes(language)['no-right']
    lines[number] = `${number}. ${sentence}`
  }
  const said = lines.filter((line) => line !== undefined)
  return await reply(tx, site, asked, {
    token,
    list,
    name: 'round-up-noted',
    sentences: { items: said.join('\n\n') },
  })
}

function keyOf(held: Held): string {
  const [kind, id] = Object.entries(held)[0]!
  return `${kind} ${String(id).padStart(16, '0')}`
}
