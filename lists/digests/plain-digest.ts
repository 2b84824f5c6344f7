// A digest as one text (after RFC 1153): the titles, 70 hyphens, then what can be read of each message, 30 hyphens apart.
// Files are links.
import { fill } from '../mails.ts'
import { sizeInWords } from '../sizes.ts'
import type { ArchivedMessage } from './archived.ts'
import {
  authorOf,
  contents,
  daysOf,
  type Issue,
  introduction,
  pageOf,
  titleOf,
  whenOf,
  wordsOf,
} from './issue.ts'

/** Characters of one message's text; the rest is behind a link. */
const MOST_CHARS = 20_000
const AFTER_CONTENTS = '-'.repeat(70)
const AFTER_MESSAGE = '-'.repeat(30)

/** The whole text. */
export function plainDigest(issue: Issue, texts: ReadonlyMap<number, string>): string {
  const end = fill(wordsOf(issue).end, { date: daysOf(issue) })
  return [
    introduction(issue, 'answerAuthor'),
    contents(issue),
    AFTER_CONTENTS,
    ...issue.messages.flatMap((message) => [
      inFull(issue, message, texts.get(message.id) ?? ''),
      AFTER_MESSAGE,
    ]),
    `${end}\n${'*'.repeat(end.length)}\n`,
  ].join('\n\n')
}

/** Titles alone. */
export function titlesOnly(issue: Issue): string {
  return `${introduction(issue, 'readOne')}\n\n${contents(issue)}\n`
}

function inFull(issue: Issue, message: ArchivedMessage, text: string): string {
  const words = wordsOf(issue)
  const link = pageOf(issue, message)
  const author =
    message.fromName === '' ? message.fromAddress : `${authorOf(message)} <${message.fromAddress}>`
  const head = [
    fill(words.date, { when: whenOf(issue, message) }),
    fill(words.from, { author }),
    fill(words.title, { subject: titleOf(issue, message) }),
    fill(words.page, { link }),
  ].join('\n')
  const read = text.slice(0, MOST_CHARS).toWellFormed().trim()
  // A line like ours would end the message for programs that take digests apart.
  const shown = read.replace(/^-{30}$/gm, `${AFTER_MESSAGE} `)
  const rest = text.length > MOST_CHARS ? [fill(words.rest, { link })] : []
  return [head, shown || words.noText, ...rest, ...filesOf(issue, message, link)].join('\n\n')
}

function filesOf(issue: Issue, { files }: ArchivedMessage, page: string): string[] {
  const lines = files.flatMap(({ name, size, disposition }, at) =>
    disposition === 'inline'
      ? []
      : [
          `${name} (${sizeInWords(size, issue.language)})`,
          `${page}/attachments/${at + 1}/${encodeURIComponent(name.toWellFormed())}`,
        ],
  )
  return lines.length === 0 ? [] : [[wordsOf(issue).files, ...lines].join('\n')]
}
