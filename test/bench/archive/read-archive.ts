// An archive as Relais reads it, mail by mail, without any index.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { readFile as readText } from '#archive/extract/read-file.ts'
import { readMail } from '#archive/read.ts'
import { splitQuotes } from '#mta/message/quotes.ts'

const MAX_TEXT = 1_000_000 // characters
const MAX_MS = 60_000 // however busy the machine

/** The texts of a mail by where they stand. */
export interface ReadMail {
  readonly id: string
  readonly list: string
  readonly at: Date | undefined
  readonly from: string
  /** Without prefixes. */
  readonly base: string
  readonly isReply: boolean
  readonly references: readonly string[]
  readonly new: readonly string[]
  readonly quoted: readonly string[]
  readonly filenames: readonly string[]
  /** All of it: subject, sender, text, signatures, files' names and texts. */
  readonly anywhere: readonly string[]
}

/** Every mail of an archive, in the order in which they came. */
export async function readArchive(folder: string): Promise<ReadMail[]> {
  const mboxes = new Map<string, Buffer>()
  const all: ReadMail[] = []
  for (const line of (await readFile(join(folder, 'order.tsv'), 'utf8')).trimEnd().split('\n')) {
    const [list = '', offset, length, id = ''] = line.split('\t')
    const mbox = mboxes.get(list) ?? (await readFile(join(folder, 'mbox', `${list}.mbox`)))
    mboxes.set(list, mbox)
    const record = mbox.subarray(Number(offset), Number(offset) + Number(length))
    all.push(await readOne(unquoted(record), { list, id }))
  }
  return all
}

/** Without its From_ line, the empty line after it and what mboxrd put before « From ». */
function unquoted(record: Buffer): Buffer {
  const mail = record.subarray(record.indexOf('\n') + 1, -1).toString('latin1')
  return Buffer.from(mail.replace(/^>(>*From )/gm, '$1'), 'latin1')
}

async function readOne(bytes: Buffer, { list, id }: { list: string; id: string }): Promise<ReadMail> {
  const contents: Buffer[] = []
  const open = async () => Readable.from([bytes], { objectMode: false })
  const mail = await readMail({ bytes, open }, async (_, content) => {
    const chunks: Buffer[] = []
    for await (const chunk of content) chunks.push(chunk)
    contents.push(Buffer.concat(chunks))
  })
  const files = await Promise.all(
    mail.attachments.map(async ({ name, type }, n) => {
      const room = { maxText: MAX_TEXT, until: performance.now() + MAX_MS }
      const extract = await readText({ name, type, bytes: contents[n]! }, room)
      return { name, text: extract.outcome === 'read' ? extract.text : '' }
    }),
  )
  const blocks = splitQuotes(mail.text)
  const ofKind = (kind: string) => blocks.filter((block) => block.kind === kind).map(({ text }) => text)
  const filenames = files.map(({ name }) => name)
  return {
    id,
    list,
    at: mail.date,
    from: mail.from.address,
    base: mail.base,
    isReply: mail.isReply,
    references: mail.references,
    new: ofKind('new'),
    quoted: ofKind('quote'),
    filenames,
    anywhere: [
      mail.subject,
      mail.from.name,
      mail.from.address,
      ...blocks.map(({ text }) => text),
      ...filenames,
      ...files.map(({ text }) => text),
    ],
  }
}
