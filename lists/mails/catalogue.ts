// Our sentences by name and language, and which {names} each may use.
import { en, enFrame } from '#templates/mails/en.ts'
import { fr, frFrame, type MailName } from '#templates/mails/fr.ts'

export type Language = 'fr' | 'en'

/** A mail, or what stands around every mail. */
export type SentenceName = MailName | 'greeting' | 'signature'

/** What a mail says; greeting and signature have no subject. */
export interface Sentence {
  readonly subject: string
  readonly text: string
}

const around = ({ greeting, signature }: typeof frFrame) => ({
  greeting: { subject: '', text: greeting },
  signature: { subject: '', text: signature },
})

/** What we say when nobody chose other words. */
export const catalogue: Readonly<Record<Language, Readonly<Record<SentenceName, Sentence>>>> = {
  fr: { ...fr, ...around(frFrame) },
  en: { ...en, ...around(enFrame) },
}

/** Every name, mails first. */
export const sentenceNames = Object.keys(catalogue.fr) as SentenceName[]

/** Whether there is a mail, greeting or signature of that name. */
export function isSentenceName(name: string): name is SentenceName {
  return Object.hasOwn(catalogue.fr, name)
}

/** Filled in every mail about a list. */
const OF_A_LIST = ['list', 'title', 'owner', 'request', 'subscribe', 'unsubscribe', 'archive'] as const

/** Without these a mail cannot be acted upon, or says nothing: whoever rewrites it keeps them. */
const KEPT: ReadonlySet<string> = new Set([
  'code',
  'link',
  'lists',
  'change',
  'reason',
  'whom',
  'address',
  'subject',
  'note',
])

const inText = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((place) => place[1]!)

/** The {names} that somebody else's words for a mail may use, and those they must keep in its text. */
export function namesFor(name: SentenceName): {
  readonly may: readonly string[]
  readonly must: readonly string[]
} {
  const { subject, text } = catalogue.fr[name]
  const ours = [...inText(subject), ...inText(text)]
  const may = new Set(ours.includes('list') || ours.includes('title') ? [...ours, ...OF_A_LIST] : ours)
  return { may: [...may], must: [...new Set(inText(text))].filter((one) => KEPT.has(one)) }
}

/** Every {name} in a sentence, as often as it stands there. */
export function namesIn({ subject, text }: Sentence): string[] {
  return inText(`${subject}\n${text}`)
}
