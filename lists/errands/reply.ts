// An answer to somebody, about a list or in the platform's own name.
import { hash } from 'node:crypto'
import type { Tx } from '#store/database.ts'
import type { Command } from '../commands/line.ts'
import type { List } from '../lists.ts'
import { type Language, languageOf, type MailName } from '../mails.ts'
import type { Site } from '../site.ts'
import { answerAbout } from './list-mail.ts'
import type { Offered } from './looking-up/offer.ts'
import { answerFromPlatform } from './platform-mail.ts'
import type { Asked } from './table.ts'

/** A command and who asks it; without a list it is about all of them. */
export interface Asking {
  readonly list: List | undefined
  readonly to: string
  readonly command: Pick<Command, 'verb' | 'rest'> & Partial<Command>
  /** How many were shown before, by their numbers: « suite ». */
  readonly before?: readonly Offered[]
  readonly skip?: number
  /** The mail that first asked, where a question of ours came between. */
  readonly about?: { readonly answers: string; readonly subject: string }
}

/** Answers from the list, or from the platform where no list is meant. */
export async function reply(
  tx: Tx,
  site: Site,
  asked: Asked,
  list: List | undefined,
  mail: {
    readonly name: MailName
    readonly to: string
    readonly fromAddress?: string
    readonly sentences?: Record<string, string>
  },
): Promise<string> {
  // One mail may ask for several things: two answers that say the same are one.
  const says = JSON.stringify([mail.fromAddress ?? '', mail.sentences ?? {}])
  const answer = { ...mail, which: hash('sha256', says).slice(0, 16) }
  return list === undefined
    ? await answerFromPlatform(tx, site, asked, answer)
    : await answerAbout(tx, site, asked, list, answer)
}

/** The language in which somebody is answered. */
export const languageFor = (
  tx: Tx,
  site: Site,
  { list, to }: Pick<Asking, 'list' | 'to'>,
): Promise<Language> => languageOf(tx, to, list?.settings.language ?? site.platform.language)
