// What a file is, by its beginning: names and extensions lie.

import { readFirstSeparator } from './mbox/separator.ts'

/** What a file turns out to hold. */
export type Content = 'mbox' | 'mail' | 'zip' | 'nothing' | 'other'

/** How many bytes of a file's beginning `contentOf` looks at. */
export const CONTENT_LOOK = 16_384

const BLANK = /^(?:\xef\xbb\xbf)?[\r\n]*/
const FIELD = /^[!-9;-~]{1,100}[ \t]*:/
const KNOWN = /^(?:from|date|subject|to|received|message-id|return-path|delivered-to)[ \t]*:/im

/** What a file that begins with these bytes holds; `isWhole`: it has no more. */
export function contentOf(beginning: Buffer, isWhole: boolean): Content {
  const text = beginning.toString('latin1', 0, CONTENT_LOOK)
  if (/^PK(?:\x03\x04|\x05\x06)/.test(text)) return 'zip'
  const blank = BLANK.exec(text)?.[0].length ?? 0
  if (readFirstSeparator(beginning.subarray(blank), isWhole) !== undefined) return 'mbox'
  if (blank === text.length) return 'nothing'
  const header = text.slice(blank).split(/\r?\n\r?\n/, 1)[0]!
  return FIELD.test(header) && KNOWN.test(header) ? 'mail' : 'other'
}
