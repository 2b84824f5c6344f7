// What can be asked, with an example of each: the operators of search/query/operators.ts, by their names.

import type { FileKind } from '#archive/browse.ts'
import type { Language } from '../needs.ts'
import { type SentenceKey, say } from '../sentences.ts'
import { searchUrl } from './asked.ts'

interface Operator {
  readonly says: SentenceKey
  /** As they are written, accents included; the first is the one recommended. */
  readonly fr: readonly string[]
  readonly en: readonly string[]
  /** public-inbox's, and others for programs. */
  readonly aliases: readonly string[]
  readonly asked: Readonly<Record<Language, string>>
  /** `shown`: of nothing that is there, and so no link. */
  readonly example?: 'shown'
}

const both = (asked: string): Record<Language, string> => ({ fr: asked, en: asked })

export const OPERATORS: readonly Operator[] = [
  {
    says: 'search.help.from',
    fr: ['de', 'auteur', 'expéditeur'],
    en: ['from', 'author', 'sender'],
    aliases: ['f'],
    asked: { fr: 'de:"Anne Martin"', en: 'from:"Anne Martin"' },
  },
  {
    says: 'search.help.to',
    fr: ['à', 'pour', 'destinataire', 'copie'],
    en: ['to', 'cc'],
    aliases: ['t', 'c', 'tc'],
    asked: { fr: 'à:anne', en: 'to:anne' },
  },
  {
    says: 'search.help.any',
    fr: ['personne'],
    en: ['person'],
    aliases: ['a', 'tcf'],
    asked: { fr: 'personne:anne', en: 'person:anne' },
  },
  {
    says: 'search.help.subject',
    fr: ['sujet', 'objet'],
    en: ['subject'],
    aliases: ['s'],
    asked: { fr: 'sujet:réunion', en: 'subject:réunion' },
  },
  {
    says: 'search.help.new',
    fr: ['nouveau'],
    en: ['new'],
    aliases: ['nq'],
    asked: { fr: 'nouveau:merci', en: 'new:merci' },
  },
  {
    says: 'search.help.quoted',
    fr: ['cité', 'citation'],
    en: ['quoted'],
    aliases: ['q'],
    asked: { fr: 'cité:mairie', en: 'quoted:mairie' },
  },
  {
    says: 'search.help.body',
    fr: ['corps', 'texte'],
    en: ['body', 'text'],
    aliases: ['b'],
    asked: { fr: 'corps:atelier', en: 'body:atelier' },
  },
  { says: 'search.help.subject-body', fr: [], en: [], aliases: ['bs'], asked: both('bs:atelier') },
  {
    says: 'search.help.filename',
    fr: ['fichier', 'pièce', 'pj'],
    en: ['filename', 'file', 'attachment'],
    aliases: ['n'],
    asked: { fr: 'fichier:budget', en: 'filename:budget' },
  },
  {
    says: 'search.help.has',
    fr: ['avec'],
    en: ['has'],
    aliases: [],
    asked: { fr: 'avec:pj', en: 'has:attachment' },
  },
  {
    says: 'search.help.file-kind',
    fr: ['type'],
    en: ['kind'],
    aliases: [],
    asked: { fr: 'type:pdf', en: 'kind:pdf' },
  },
  {
    says: 'search.help.list',
    fr: ['liste'],
    en: ['list'],
    aliases: ['l', 'lid'],
    asked: { fr: 'liste:annonces', en: 'list:annonces' },
  },
  {
    says: 'search.help.space',
    fr: ['espace', 'association', 'asso'],
    en: ['space'],
    aliases: [],
    asked: { fr: 'association:velo15', en: 'space:velo15' },
  },
  {
    says: 'search.help.before',
    fr: ['avant'],
    en: ['before', 'older'],
    aliases: [],
    asked: { fr: 'avant:2026', en: 'before:2026' },
  },
  {
    says: 'search.help.after',
    fr: ['après', 'depuis'],
    en: ['after', 'since', 'newer'],
    aliases: [],
    asked: { fr: 'après:"mars 2026"', en: 'after:"March 2026"' },
  },
  {
    says: 'search.help.during',
    fr: ['date', 'année', 'mois'],
    en: ['year', 'month'],
    aliases: ['d', 'dt', 'rt'],
    asked: both('date:2026-01..2026-03'),
  },
  {
    says: 'search.help.id',
    fr: ['id'],
    en: ['message-id'],
    aliases: ['m', 'mid', 'messageid', 'rfc822msgid'],
    asked: both('id:20260312.abc@velo15.example'),
    example: 'shown',
  },
  {
    says: 'search.help.thread',
    fr: ['fil'],
    en: ['thread'],
    aliases: [],
    asked: { fr: 'fil:mfrggzdfmztwq2lknnwg23tpobyxe43u', en: 'thread:mfrggzdfmztwq2lknnwg23tpobyxe43u' },
    example: 'shown',
  },
]

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
