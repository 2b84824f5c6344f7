// One mail of a digest: what is in it, and what every kind of digest says of it.
import { enDigest } from '#templates/mails/en/ways.ts'
import { frDigest } from '#templates/mails/fr/ways.ts'
import type { List } from '../lists.ts'
import { fill, type Language, listSentences, oneLine, type Platform } from '../mails.ts'
import type { ArchivedMessage } from './archived.ts'

export interface Issue {
  readonly list: List
  readonly platform: Pick<Platform, 'webUrl'>
  readonly language: Language
  /** Of all the mails of this digest. */
  readonly count: number
  readonly since: Date
  readonly until: Date
  readonly part: number
  readonly parts: number
  /** Of this mail, oldest first. */
  readonly messages: readonly ArchivedMessage[]
}

export const wordsOf = ({ language }: Pick<Issue, 'language'>): typeof frDigest =>
  language === 'fr' ? frDigest : enDigest

/** Cuts messages into mails, neither of too many nor too large; one that is too large by itself is alone. */
export function inParts(
  messages: readonly ArchivedMessage[],
  most: { readonly messages: number; readonly bytes: number },
): ArchivedMessage[][] {
  const parts: ArchivedMessage[][] = []
  let bytes = 0
  for (const message of messages) {
    const part = parts.at(-1)
    bytes += message.size
    if (part !== undefined && part.length < most.messages && bytes <= most.bytes) part.push(message)
    else {
      parts.push([message])
      bytes = message.size
    }
  }
  return parts
}

/** « [Discussion] 5 messages du 21 novembre (1/2) ». */
export function subjectOf(issue: Issue, kind: 'messages' | 'titles'): string {
  const { subject } = wordsOf(issue)
  const said = kind === 'titles' ? subject.titles : issue.count === 1 ? subject.one : subject.more
  const part = issue.parts > 1 ? ` (${issue.part}/${issue.parts})` : ''
  const words = fill(said, { count: String(issue.count), date: daysOf(issue) })
  return `[${oneLine(issue.list.settings.tag ?? issue.list.title)}] ${words}${part}`
}

/** « du 21 novembre », « du 20 novembre au 21 novembre ». */
export function daysOf({ list, language, since, until }: Issue): string {
  const { oneDay, twoDays } = wordsOf({ language })
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: list.settings.timeZone,
  })
  const day = (at: Date) => format.format(at).replace(language === 'fr' ? /^1 / : /^$/, '1er ')
  const [first, last] = [day(since), day(until)]
  return first === last ? fill(oneDay, { day: first }) : fill(twoDays, { first, last })
}

/** How to answer, how to have each message again, how to leave: what a digest begins with. */
export function introduction(issue: Issue, answering: 'answerOne' | 'answerAuthor' | 'readOne'): string {
  const words = wordsOf(issue)
  const sentences = listSentences(issue.list, issue.platform)
  return [words[answering], fill(words.writeAll, sentences), fill(words.change, sentences)].join('\n')
}

/** The titles with their authors and pages, numbered. */
export function contents(issue: Issue): string {
  const words = wordsOf(issue)
  const { title } = listSentences(issue.list, issue.platform)
  const first = issue.messages.length === 1 ? words.contents.one : words.contents.more
  const lines = issue.messages.map((message, at) => {
    const by = fill(words.by, { author: authorOf(message), when: whenOf(issue, message) })
    return `${at + 1}. ${titleOf(issue, message)}\n   ${by}\n   ${pageOf(issue, message)}`
  })
  return [fill(first, { count: String(issue.messages.length), title: title! }), ...lines].join('\n\n')
}

export const titleOf = (issue: Issue, { subject }: ArchivedMessage): string =>
  oneLine(subject) || wordsOf(issue).noSubject

export const authorOf = ({ fromName, fromAddress }: ArchivedMessage): string =>
  oneLine(fromName || fromAddress)

export function whenOf({ list, language }: Issue, { datedAt }: ArchivedMessage): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: list.settings.timeZone,
  }).format(datedAt)
}

export const pageOf = ({ list, platform }: Issue, { hash }: ArchivedMessage): string =>
  `${platform.webUrl}/lists/${list.address}/messages/${hash}`
