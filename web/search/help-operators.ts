// The operators of search/query/operators.ts as people are told of them; a test keeps the two alike.
import type { Language } from '../needs.ts'
import type { SentenceKey } from '../sentences.ts'

/** An operator by its names. */
export interface Operator {
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

/** Asked in the same way in both languages. */
export const both = (asked: string): Record<Language, string> => ({ fr: asked, en: asked })

/** In the order of the page. */
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
