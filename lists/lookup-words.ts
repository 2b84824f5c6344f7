// The small words that answers to questions are put together of.
import { enWords } from '#templates/mails/en/looking-up.ts'
import { frWords } from '#templates/mails/fr/looking-up.ts'
import type { Language } from './mails.ts'

type Words = { readonly [K in keyof typeof frWords]: Readonly<Record<keyof (typeof frWords)[K], string>> }

/** Sentences and their pieces in a language, and what fills them in. */
export const wordsFor = (language: Language): Words & { fill: typeof fill; count: typeof count } => ({
  ...(language === 'fr' ? frWords : enWords),
  fill,
  count,
})

function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The sentence for one or for several. */
function count(one: string, many: string, n: number): string {
  return fill(n === 1 ? one : many, { n })
}
