// What a search found, as one file to carry away: a zip with the messages and, beside them, what was asked.
//
//   messages.csv, .jsonl or .mbox   the messages, the oldest first
//   manifest.json                   what was asked, when, of what; counts, and the SHA-256 of the other file

import { createHash } from 'node:crypto'
import { csvLine } from './csv.ts'
import { type MailToWrite, mboxrd } from './mbox.ts'
import { type ZipFileToWrite, zip } from './zip.ts'

export const RESULT_FORMATS = ['csv', 'jsonl', 'mbox'] as const
export type ResultFormat = (typeof RESULT_FORMATS)[number]

/** A message as the asker may see it; a line of the table or of the texts. */
export interface ResultLine {
  readonly date: Date
  /** The same, as clocks show it where the platform is: '2026-11-03 20:14:00'. */
  readonly localDate: string
  readonly fromName: string
  readonly fromAddress: string
  readonly subject: string
  readonly list: string
  readonly messageId: string
  readonly url: string
  readonly files: readonly string[]
  readonly text: string
}

export type ResultContent =
  | { readonly format: 'csv' | 'jsonl'; readonly lines: AsyncIterable<ResultLine> }
  | { readonly format: 'mbox'; readonly mails: AsyncIterable<MailToWrite> }

/** The data file of a result, once it is written. */
export interface ResultFile {
  readonly name: string
  readonly messages: number
  /** Bytes. */
  readonly size: number
  readonly sha256: string
}

/** A mail of the result may be as large as any; together they stay below what the zip is written for. */
export const RESULT_BYTES = 3_000_000_000

const COLUMNS = ['date', 'from_name', 'from_address', 'subject', 'list', 'message_id', 'url', 'files']
const BYTE_ORDER_MARK = '\ufeff' // without it Excel takes UTF-8 for windows-1252
const BLOCK = 65_536 // characters: lines are given together

/** The zip. The same content and manifest give the same bytes. */
export function writeResult(
  content: ResultContent,
  manifest: (file: ResultFile) => object,
): AsyncGenerator<Buffer> {
  return zip(files(content, manifest))
}

async function* files(
  content: ResultContent,
  manifest: (file: ResultFile) => object,
): AsyncGenerator<ZipFileToWrite> {
  const name = `messages.${content.format}`
  const sum = createHash('sha256')
  let messages = 0
  let size = 0
  async function* counting<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
    for await (const item of items) {
      messages++
      yield item
    }
  }
  async function* flow(): AsyncGenerator<Buffer> {
    const bytes =
      content.format === 'mbox'
        ? mboxrd(counting(content.mails))
        : inBlocks(content.format === 'csv' ? table(counting(content.lines)) : texts(counting(content.lines)))
    for await (const chunk of bytes) {
      sum.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  yield { name, flow: flow() }
  const facts = manifest({ name, messages, size, sha256: sum.digest('hex') })
  yield { name: 'manifest.json', bytes: Buffer.from(`${JSON.stringify(facts, undefined, 2)}\n`) }
}

async function* table(lines: AsyncIterable<ResultLine>): AsyncGenerator<string> {
  // Semicolons: what French spreadsheets expect.
  yield BYTE_ORDER_MARK + csvLine(COLUMNS, ';')
  for await (const { localDate, fromName, fromAddress, subject, list, messageId, url, files: names } of lines)
    yield csvLine([localDate, fromName, fromAddress, subject, list, messageId, url, names.join(' | ')], ';')
}

async function* texts(lines: AsyncIterable<ResultLine>): AsyncGenerator<string> {
  for await (const { localDate: _, ...line } of lines) yield `${JSON.stringify(line)}\n`
}

async function* inBlocks(lines: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let block = ''
  for await (const line of lines) {
    block += line
    if (block.length < BLOCK) continue
    yield Buffer.from(block)
    block = ''
  }
  if (block !== '') yield Buffer.from(block)
}
