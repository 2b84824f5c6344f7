import { enHolds, enWaits } from '#templates/mails/en/moderation.ts'
import { frHolds, frWaits } from '#templates/mails/fr/moderation.ts'
import type { Language } from '../mails.ts'

/** Why a message waits, in words for who decides or for its author. */
export function holdInWords(language: Language, reason: string, reader: 'moderator' | 'author'): string {
  const [holds, waits] = language === 'fr' ? [frHolds, frWaits] : [enHolds, enWaits]
  const words: Readonly<Record<string, string | undefined>> & { readonly other: string } =
    reader === 'author' ? waits : holds
  return words[reason] ?? words.other
}
