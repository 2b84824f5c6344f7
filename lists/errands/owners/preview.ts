// What becomes of people, said before it is done and after: « 12 personnes vont être inscrites : … ».
import { enPeople } from '#templates/mails/en/owners.ts'
import { frPeople } from '#templates/mails/fr/owners.ts'
import type { Language } from '../../mails.ts'

/** Some people and what becomes of them; without `who`, only how many. */
export interface Section {
  readonly what: keyof typeof frPeople
  readonly count: number
  readonly who?: readonly string[]
}

/** A section of these; its lines are as they are shown. */
export const section = (what: Section['what'], who: readonly string[]): Section => ({
  what,
  count: who.length,
  who,
})

/** The sections that have anybody, in words. */
export function inWords(sections: readonly Section[], language: Language): string {
  const sentences = language === 'fr' ? frPeople : enPeople
  return sections
    .filter(({ count }) => count > 0)
    .map(({ what, count, who = [] }) => {
      const [one, many] = sentences[what]
      return [count === 1 ? one : many.replace('{n}', String(count)), ...who].join('\n')
    })
    .join('\n\n')
}

/** Somebody on a line of a preview. */
export const shown = ({ address, name }: { readonly address: string; readonly name: string }): string =>
  name === '' ? address : `${address} ${name}`
