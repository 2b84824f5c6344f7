// Sends messages to who asked for them: as they came, or their texts to strangers who read a public archive.
import type { Tx } from '#store/database.ts'
import type { Listed } from '../../library.ts'
import type { List } from '../../lists.ts'
import { wordsFor } from '../../lookup-words.ts'
import { oneLine } from '../../mails.ts'
import { moment } from '../../moments.ts'
import type { Site } from '../../site.ts'
import { mayAnswerAsker } from '../asker.ts'
import type { Asked } from '../table.ts'
import { seenBy } from './offer.ts'
import type { Reader } from './reader.ts'
import { writeWithFiles } from './with-files.ts'

const MB = 1024 * 1024
/** Together in one mail; more go one by one. */
const TOGETHER_BYTES = 5 * MB
/** What many providers still take; a larger message gets a link. */
const MOST_BYTES = 10 * MB
const MOST_MESSAGES = 20
const MOST_TEXT = 20_000 // characters of a message

/** Within the asker's daily number. Of more messages than MOST_MESSAGES the first are sent. */
export async function sendMessages(
  tx: Tx,
  site: Site,
  asked: Asked,
  wanted: {
    readonly list: List | undefined
    readonly to: string
    readonly reader: Reader
    readonly messages: readonly Listed[]
  },
): Promise<string> {
  const { to, reader } = wanted
  if (!(await mayAnswerAsker(tx, to, 'messages', asked.arrival.evidence))) return 'messages: silent'
  const messages = wanted.messages.slice(0, MOST_MESSAGES)
  const originals = messages.filter(({ listId }) => reader.takesOriginals(listId))
  const texts = messages.filter(({ listId }) => !reader.takesOriginals(listId))
  const mails = [...inMails(originals).map((some) => ({ some, as: 'originals' as const }))]
  const all = [...mails, ...(texts.length > 0 ? [{ some: texts, as: 'texts' as const }] : [])]
  for (const [at, { some, as }] of all.entries()) {
    const sending = { ...wanted, messages: some, part: at + 1 }
    await (as === 'originals' ? sendOriginals : sendTexts)(tx, site, asked, sending)
  }
  return `${messages.length} messages in ${all.length} mails`
}

/** All in one mail where they are small together; else a mail each, those that are too large in one with links. */
function inMails(messages: readonly Listed[]): (readonly Listed[])[] {
  if (messages.length === 0) return []
  const fit = messages.filter(({ size }) => size <= MOST_BYTES)
  const large = messages.filter(({ size }) => size > MOST_BYTES)
  const together = fit.reduce((sum, { size }) => sum + size, 0) <= TOGETHER_BYTES
  if (together) return [messages]
  return [...fit.map((one) => [one]), ...(large.length > 0 ? [large] : [])]
}

type Sending = Parameters<typeof sendMessages>[3] & { readonly part: number }

async function sendOriginals(tx: Tx, site: Site, asked: Asked, sending: Sending): Promise<void> {
  const { messages, reader } = sending
  const { pieces, fill } = wordsFor(reader.language)
  const attached = messages.filter(({ size }) => size <= MOST_BYTES)
  const lines = messages.map((message) => {
    const url = urlOf(site, sending.reader, message)
    const where = message.size > MOST_BYTES ? `\n${fill(pieces['too-large'], { url })}` : ''
    return describe(message, asked, sending) + where
  })
  await writeWithFiles(tx, site, asked, {
    ...sending,
    name: 'messages',
    language: reader.language,
    sentences: {
      first: firstOf(sending),
      messages: lines.join('\n\n'),
      how: attached.length === 0 ? '' : attached.length === 1 ? pieces['attached-one'] : pieces.attached,
    },
    attachments: await Promise.all(
      attached.map(async ({ id, subject }) => ({
        filename: fileName(subject),
        contentType: 'message/rfc822' as const,
        content: await site.library.original(tx, id),
      })),
    ),
  })
}

async function sendTexts(tx: Tx, site: Site, asked: Asked, sending: Sending): Promise<void> {
  const { messages, reader } = sending
  const seen = seenBy(reader)
  const texts = await site.library.texts(
    tx,
    messages.map(({ id }) => id),
  )
  const shown = messages.map((message) => {
    const text = (texts.get(message.id) ?? '').trim()
    const cut = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT).toWellFormed()}\n…` : text
    return `${describe(message, asked, sending)}\n${urlOf(site, reader, message)}\n\n${seen(cut)}`
  })
  await writeWithFiles(tx, site, asked, {
    ...sending,
    name: 'messages',
    language: reader.language,
    sentences: { first: firstOf(sending), messages: shown.join(RULE), how: '' },
    attachments: [],
  })
}

const RULE = `\n\n${'_'.repeat(30)}\n\n`

function firstOf({ messages, reader }: Sending): string {
  const { labels } = wordsFor(reader.language)
  const first = oneLine(seenBy(reader)(messages[0]?.subject ?? '')) || labels.untitled
  return messages.length > 1 ? `${first} (+\u00a0${messages.length - 1})` : first
}

function describe(message: Listed, asked: Asked, { reader, list }: Sending): string {
  const { labels } = wordsFor(reader.language)
  const seen = seenBy(reader)
  const timeZone = (list ?? listOf(reader, message)).settings.timeZone
  const who = oneLine(seen(message.fromName || message.fromAddress)) || labels.nobody
  const at = moment(message.at, reader.language, timeZone, asked.arrival.receivedAt)
  return `${oneLine(seen(message.subject)) || labels.untitled}\n${who}, ${at}`
}

const listOf = (reader: Reader, { listId }: Listed): List =>
  reader.readable.find(({ list }) => list.id === listId)!.list

const urlOf = (site: Site, reader: Reader, message: Listed): string =>
  `${site.platform.webUrl}/lists/${listOf(reader, message).address}/messages/${message.hash}`

const MOST_NAME = 80 // characters

function fileName(subject: string): string {
  const plain = subject
    .replace(/[\p{C}\\/:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MOST_NAME)
    .toWellFormed()
  return `${plain || 'message'}.eml`
}
