// What can be asked, with an example of each.

import type { FileKind } from '#archive/browse.ts'
import type { Language } from '../needs.ts'
import { type SentenceKey, say } from '../sentences.ts'
import { searchUrl } from './asked.ts'
import { both, OPERATORS, type Operator } from './help-operators.ts'

const WORDS: readonly { readonly says: SentenceKey; readonly asked: Readonly<Record<Language, string>> }[] = [
  { says: 'search.help.words.all', asked: both('atelier vélo') },
  { says: 'search.help.words.phrase', asked: { fr: '« compte rendu »', en: '"compte rendu"' } },
  { says: 'search.help.words.exact', asked: both('"vélo"') },
  { says: 'search.help.words.beginning', asked: both('répar*') },
  { says: 'search.help.words.or', asked: { fr: 'vélo OU trottinette', en: 'vélo OR trottinette' } },
  { says: 'search.help.words.not', asked: both('réunion -bureau') },
  {
    says: 'search.help.words.group',
    asked: { fr: 'réunion (mairie OU préfecture)', en: 'réunion (mairie OR préfecture)' },
  },
]

const DATES: Readonly<Record<Language, readonly string[]>> = {
  fr: ['2026', 'mars 2026', '2026-03', '12 mars 2026', '12/03/2026', '2026-03-12', '2024..2026'],
  en: ['2026', 'March 2026', '2026-03', '12 March 2026', '12/03/2026', '2026-03-12', '2024..2026'],
}

/** A word for each kind of file. */
const KINDS: Readonly<Record<FileKind, Readonly<Record<Language, string>>>> = {
  pdf: both('pdf'),
  document: both('document'),
  sheet: { fr: 'tableur', en: 'sheet' },
  slides: { fr: 'présentation', en: 'slides' },
  image: both('image'),
  sound: { fr: 'son', en: 'sound' },
  video: { fr: 'vidéo', en: 'video' },
  text: { fr: 'texte', en: 'text' },
  page: both('page'),
  calendar: { fr: 'calendrier', en: 'calendar' },
  contact: both('contact'),
  message: { fr: 'courriel', en: 'mail' },
  archive: both('archive'),
  other: { fr: 'autre', en: 'other' },
}

/** The help page, every word ready. */
export function helpFor(language: Language) {
  const example = (asked: Readonly<Record<Language, string>>) => ({
    typed: asked[language],
    url: searchUrl('/search', { typed: asked[language], sort: 'date' }),
  })
  const names = (one: Operator) => [...one[language], ...one[language === 'fr' ? 'en' : 'fr']]
  const shown = OPERATORS.filter(({ en }) => en.length > 0)
  return {
    words: WORDS.map(({ says, asked }) => ({ says: say(language, says), ...example(asked) })),
    operators: shown.map((one) => ({
      name: `${names(one)[0]}:`,
      others: names(one)
        .slice(1)
        .map((name) => `${name}:`)
        .join(' '),
      says: say(language, one.says),
      ...example(one.asked),
      linked: one.example !== 'shown',
    })),
    dates: DATES[language],
    kindOperator: language === 'fr' ? 'type:' : 'kind:',
    kinds: Object.values(KINDS).map((word) => ({
      word: word[language],
      ...example({ fr: `type:${word.fr}`, en: `kind:${word.en}` }),
    })),
    aliases: OPERATORS.filter(({ aliases }) => aliases.length > 0).map((one) => ({
      names: one.aliases.map((name) => `${name}:`).join(' '),
      means: one.en.length > 0 ? `${names(one)[0]}:` : say(language, one.says),
    })),
  }
}
