// The mail that invites: one a day for one address and list, whoever asks; answering it joins.

import type { Tx } from '#store/database.ts'
import { enWords } from '#templates/mails/en/invitations.ts'
import { frWords } from '#templates/mails/fr/invitations.ts'
import { mayAnswer } from '../../answered.ts'
import type { Named } from '../../commands/people.ts'
import type { List } from '../../lists.ts'
import { type Language, languageOf, listSentences, write } from '../../mails.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { makeToken } from '../../tokens.ts'
import type { By } from './kind.ts'

/** Invitations that one address may send in a day. */
const PER_DAY = { owner: 1_000, member: 20 } as const

export interface Invitations {
  readonly by: By
  /** An owner's word lets in whatever the list's policy; a member's doesn't. */
  readonly vouchedBy: keyof typeof PER_DAY
  readonly people: readonly Named[]
  readonly words: string
}

/** Mails them; the numbers of their tokens. */
export async function sendInvitations(
  tx: Tx,
  site: Site,
  list: List,
  { by, vouchedBy, people, words }: Invitations,
): Promise<number[]> {
  const tokens: number[] = []
  for (const { address, written, name } of people) {
    if ((await mayAnswer(tx, by.address, 'invitations', PER_DAY[vouchedBy])) === 'silent') break
    if ((await mayAnswer(tx, address, `invitation-${list.id}`, 1)) === 'silent') continue
    const tokenId = await makeToken(tx, {
      purpose: 'confirm-act',
      address,
      listId: list.id,
      detail: { act: 'invited', vouchedBy, by: by.personId, name },
    })
    const language = await languageOf(tx, address, list.settings.language)
    await write(tx, {
      name: 'invitation',
      language,
      to: written,
      from: { name: list.title, address: answerAddress(site, tokenId) },
      listId: list.id,
      once: `token:${tokenId}`,
      sentences: {
        ...listSentences(list, site.platform),
        by: by.name,
        description: about(list),
        words: inOwnWords(words, by.name, language),
      },
    })
    tokens.push(tokenId)
  }
  return tokens
}

const MAX_ABOUT = 300 // characters of a list's description in a mail

/** The list's description, on a line of a mail; '' where it has none. */
export function about({ description }: Pick<List, 'description'>): string {
  const said = description.replace(/[\p{C}\s]+/gu, ' ').trim()
  return said.length > MAX_ABOUT ? `${said.slice(0, MAX_ABOUT - 1)}…` : said
}

function inOwnWords(words: string, by: string, language: Language): string {
  if (words === '') return ''
  const quoted = words.split('\n').map((line) => `> ${line}`)
  return `${(language === 'fr' ? frWords : enWords).replace('{by}', () => by)}\n\n${quoted.join('\n')}`
}
