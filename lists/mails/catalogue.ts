// Our sentences by name and language, and which {names} each may use.
import { en, enFrame } from '#templates/mails/en.ts'
import { fr, frFrame, type MailName } from '#templates/mails/fr.ts'

export type Language = 'fr' | 'en'

/** A mail, or what stands around every mail. */
export type SentenceName = MailName | keyof typeof frFrame

/** What a mail says; greeting and signature have no subject. */
export interface Sentence {
  readonly subject: string
  readonly text: string
}

const around = (frame: typeof frFrame) => ({
  greeting: { subject: '', text: frame.greeting },
  signature: { subject: '', text: frame.signature },
  'platform-signature': { subject: '', text: frame['platform-signature'] },
})

/** Whether it stands around mails and has no subject. */
export function isFrame(name: SentenceName): name is keyof typeof frFrame {
  return Object.hasOwn(frFrame, name)
}

/** What we say when nobody chose other words. */
export const catalogue: Readonly<Record<Language, Readonly<Record<SentenceName, Sentence>>>> = {
  fr: { ...fr, ...around(frFrame) },
  en: { ...en, ...around(enFrame) },
}

/** Every name, mails first. */
export const sentenceNames = Object.keys(catalogue.fr) as SentenceName[]

/** Whether there is a sentence of that name. */
export function isSentenceName(name: string): name is SentenceName {
  return Object.hasOwn(catalogue.fr, name)
}

/** Filled in every mail about a list. */
const OF_A_LIST = ['list', 'title', 'owner', 'request', 'subscribe', 'unsubscribe', 'archive'] as const

/** Whether a mail is about a list, which may say it in its own words; else it is the platform's. */
export function isAboutList(name: SentenceName): boolean {
  if (isFrame(name)) return name !== 'platform-signature'
  const ours = namesIn(catalogue.fr[name])
  return OF_A_LIST.some((one) => ours.includes(one))
}

/** Without these a mail cannot be acted upon, or says nothing: whoever rewrites it keeps them. */
const KEPT: ReadonlySet<string> = new Set([
  'asked',
  'author',
  'code',
  'copies',
  'extract',
  'figures',
  'items',
  'link',
  'lists',
  'members',
  'messages',
  'other',
  'outcome',
  'people',
  'results',
  'url',
  'change',
  'reason',
  'address',
  'subject',
  'note',
])

/** The {names} that somebody else's words for a mail may use, and those they must keep in its text. */
export function namesFor(name: SentenceName): {
  readonly may: readonly string[]
  readonly must: readonly string[]
} {
  const ours = namesIn(catalogue.fr[name])
  const may = new Set(isAboutList(name) && !isFrame(name) ? [...ours, ...OF_A_LIST] : ours)
  return {
    may: [...may],
    must: [...may].filter((one) => KEPT.has(one) && catalogue.fr[name].text.includes(`{${one}}`)),
  }
}

/** Every {name} in a sentence, as often as it stands there. */
export function namesIn({ subject, text }: Sentence): string[] {
  return [...`${subject}\n${text}`.matchAll(/\{(\w+)\}/g)].map((place) => place[1]!)
}
