// What somebody who runs a list wants done to many, as it waits in a token for their OUI.
import type { Command } from '../../commands/line.ts'
import { type Named, readPeople } from '../../commands/people.ts'

/** With people that were named. */
export interface WantedPeople {
  readonly kind: 'add' | 'remove' | 'invite'
  readonly people: readonly Named[]
  readonly unread: readonly string[]
  readonly tooMany: number
  /** 'quiet': nobody is written to. */
  readonly mails: 'sent' | 'quiet'
  /** What who invites says to those invited. */
  readonly words: string
}

export type Wanted =
  | WantedPeople
  | { readonly kind: 'remind' }
  | { readonly kind: 'undo'; readonly bulkId: number }

const MAX_WORDS = 500 // characters of one's own in an invitation

/** What a command and the lines under it want. */
export function wantedOf(
  kind: WantedPeople['kind'],
  { rest, below = [], quiet }: Pick<Command, 'rest'> & Partial<Command>,
): WantedPeople {
  const { words, ...read } = readPeople([rest, ...below])
  return {
    kind,
    ...read,
    mails: quiet ? 'quiet' : 'sent',
    words: words
      .join('\n')
      .replace(/[^\P{C}\n]+/gu, ' ')
      .slice(0, MAX_WORDS)
      .trim(),
  }
}
