import { decodeCharset } from '#mta/message/charset.ts'
import type { FileToRead } from '../extract.ts'
import { wideCharset } from '../looks-like-text.ts'
import type { Transcript } from '../transcript.ts'

const MOST_BYTES = 4 // of a character, in any charset

/** Text in any charset: what its bytes say, else as declared, else UTF-8 or windows-1252. */
export function decoded(file: FileToRead, room: number): string {
  const charset = wideCharset(file.bytes) ?? file.charset
  return decodeCharset(file.bytes.subarray(0, room * MOST_BYTES), charset).text
}

/** Reads plain text, CSV, Markdown, source code, logs. */
export function readPlain(file: FileToRead, into: Transcript): undefined {
  into.add(decoded(file, into.maxText))
  if (file.bytes.length > into.maxText * MOST_BYTES) into.leaveOut()
}
