// Questions that work, for who doesn't know yet what can be asked.
import type { Language } from '../needs.ts'
import { type SentenceKey, say } from '../sentences.ts'
import { searchUrl } from './asked.ts'

const EXAMPLES: readonly { readonly why: SentenceKey; readonly asked: Readonly<Record<Language, string>> }[] =
  [
    { why: 'search.example.words', asked: { fr: 'assemblée générale', en: 'assemblée générale' } },
    { why: 'search.example.phrase', asked: { fr: '"compte rendu"', en: '"compte rendu"' } },
    { why: 'search.example.person', asked: { fr: 'de:anne', en: 'from:anne' } },
    { why: 'search.example.file', asked: { fr: 'budget type:tableur', en: 'budget kind:sheet' } },
    { why: 'search.example.date', asked: { fr: 'mairie après:2025', en: 'mairie after:2025' } },
  ]

export function examples(language: Language) {
  return EXAMPLES.map(({ why, asked }) => ({
    why: say(language, why),
    typed: asked[language],
    url: searchUrl('/search', { typed: asked[language], sort: 'date' }),
  }))
}
