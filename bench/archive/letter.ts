import type { MailingList } from './lists.ts'
import type { Author } from './people.ts'
import type { Plant } from './plants/plant.ts'
import type { Language } from './prose.ts'
import type { Quotable } from './quoting.ts'

/** A mail to be written: who, when, to what, and what is planted in it. */
export interface Letter {
  readonly id: string
  readonly author: Author
  readonly list: MailingList
  /** Seconds since 1970. */
  readonly at: number
  /** Minutes that the author's clock is ahead of UTC. */
  readonly offset: number
  /** With its prefixes. */
  readonly subject: string
  readonly language: Language
  /** Message-IDs, oldest first. */
  readonly references: readonly string[]
  /** The fields in which it says what it answers. */
  readonly link: 'references' | 'in-reply-to' | 'none'
  readonly answered?: Quotable
  /** What the author says, before anything is planted. */
  readonly paragraphs: readonly string[]
  readonly plants: readonly Plant[]
}

/** The plants of a letter that stand in one place. */
export function plantsIn<W extends Plant['where']>(
  plants: readonly Plant[],
  where: W,
): Extract<Plant, { where: W }>[] {
  return plants.filter((plant): plant is Extract<Plant, { where: W }> => plant.where === where)
}
