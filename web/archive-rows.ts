// How threads, messages and attachments are put into rows: every word ready for the template.
import type { AttachmentRow, MessageRow, ThreadRow } from '#archive/browse.ts'
import { sizeInWords } from '#lists/sizes.ts'
import { listUrl } from './asked-list.ts'
import { day, moment } from './moments.ts'
import type { Language, Viewer } from './needs.ts'
import { mayOpenFile } from './original-bytes.ts'
import { keepTogether } from './paragraphs.ts'
import { maskAddresses, person } from './person.ts'
import { say } from './sentences.ts'

/** Characters: longer titles are set smaller. */
export const LENGTHY_SUBJECT = 90

/** For whom, and where, a page is written. */
export interface Reader {
  readonly language: Language
  readonly viewer?: Viewer | undefined
  readonly timeZone: string
  readonly now: Date
}

type FileReader = Pick<Reader, 'language' | 'viewer'>

/** A subject as shown: never empty, addresses masked from strangers. */
export function subjectOf(subject: string, reader: Pick<Reader, 'language' | 'viewer'>): string {
  const shown = maskAddresses(subject.trim(), reader.viewer)
  return shown === '' ? say(reader.language, 'no-subject') : keepTogether(shown)
}

export function threadLine(row: ThreadRow, list: { address: string; title: string }, reader: Reader) {
  return {
    url: `${listUrl(list.address)}/threads/${row.hash}`,
    subject: subjectOf(row.subject, reader),
    starter: person(row.starterName, row.starterAddress, reader),
    one: row.messages === 1,
    messages: row.messages,
    people: row.people,
    inMonth: row.inMonth < row.messages ? row.inMonth : 0,
    files: row.attachments,
    lastIso: row.lastAt.toISOString(),
    last: day(row.lastAt, reader.language, reader.timeZone, reader.now),
    lastAt: row.lastAt,
    list,
  }
}

export function messageLine(row: MessageRow, list: { address: string }, reader: Reader) {
  const url = `${listUrl(list.address)}/messages/${row.hash}`
  return {
    hash: row.hash,
    url,
    author: person(row.fromName, row.fromAddress, reader),
    subject: subjectOf(row.subject, reader),
    iso: row.datedAt.toISOString(),
    at: moment(row.datedAt, reader.language, reader.timeZone, reader.now),
    day: day(row.datedAt, reader.language, reader.timeZone, reader.now),
    files: row.attachments.map((file) => fileLine(file, url, reader)),
  }
}

/** A file; without `url` where this reader may not open it. */
export function fileLine(
  file: Omit<AttachmentRow, 'disposition'>,
  messageUrl: string,
  { viewer, language }: FileReader,
) {
  const name = maskAddresses(file.name, viewer)
  const url = `${messageUrl}/attachments/${file.n}/${encodeURIComponent(name.toWellFormed())}`
  return { ...(mayOpenFile(file, viewer) && { url }), name, size: sizeInWords(file.size, language) }
}
