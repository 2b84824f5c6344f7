// Who reads which kind of file. Each reader, with what it needs, is loaded when the first such file comes: a thread
// that reads calendars never holds a PDF engine.

import type { FileToRead, NoText } from './extract.ts'
import type { Kind } from './kinds.ts'
import type { Transcript } from './transcript.ts'

/** Takes down the text of a file; says why when that isn't possible. May throw when the file is broken. */
export type Reader = (file: FileToRead, into: Transcript) => NoText | undefined | Promise<NoText | undefined>

const readers: Readonly<Record<Kind, () => Promise<Reader>>> = {
  plain: async () => (await import('./readers/plain.ts')).readPlain,
  html: async () => (await import('./readers/html.ts')).readHtml,
  calendar: async () => (await import('./readers/calendar.ts')).readCalendar,
  mail: async () => (await import('./readers/mail.ts')).readMailFile,
  rtf: async () => (await import('./readers/rtf.ts')).readRtf,
  pdf: async () => (await import('./readers/pdf.ts')).readPdf,
  zip: async () => (await import('./readers/zip.ts')).readZip,
  tnef: async () => (await import('./readers/tnef.ts')).readTnef,
  ole: async () => (await import('./readers/ole.ts')).readOle,
  picture: async () => () => 'no-text',
  'not-known': async () => () => 'not-known',
}

const loaded = new Map<Kind, Promise<Reader>>()

/** The reader of a kind of file. */
export function readerOf(kind: Kind): Promise<Reader> {
  const reader = loaded.get(kind) ?? readers[kind]()
  loaded.set(kind, reader)
  return reader
}
