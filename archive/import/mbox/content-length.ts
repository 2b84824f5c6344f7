// mboxcl and mboxcl2 say in Content-Length where a body ends. It is believed where a separator, or the end of the
// file, does follow there: mails that come from elsewhere bring the field too, and then it is wrong.

import { readSeparator, SEPARATOR_LOOK } from './separator.ts'
import type { Window } from './window.ts'

/** Where a mail ends by its Content-Length, and where the next separator (or the end of the file) begins. */
export interface Stretch {
  readonly mailEnd: number
  readonly next: number
}

const MAX_HEADER = 262_144 // bytes in which the field is looked for
const NAMES = [Buffer.from('\nContent-Length:'), Buffer.from('\nContent-length:')]
const EMPTY_LINE = Buffer.from('\n\n')
const EMPTY_LINE_CRLF = Buffer.from('\n\r\n')
const LF = 10
const CR = 13

/** Where the mail whose header begins at `start` says that it ends; undefined when it doesn't. */
export function statedEnd(bytes: Buffer, start: number): number | undefined {
  const head = bytes.subarray(start, start + MAX_HEADER)
  const bodyStart = headerEnd(head)
  if (bodyStart === undefined) return undefined
  const header = head.subarray(0, bodyStart)
  const at = Math.max(...NAMES.map((name) => header.indexOf(name)))
  if (at === -1) return undefined
  const value = /^\n[\w-]+:[ \t]*(\d{1,15})[ \t]*\r?\n/.exec(header.toString('latin1', at, at + 64))?.[1]
  return value === undefined ? undefined : start + bodyStart + Number(value)
}

/** Whether a mail does end there: undefined unless a separator or the end of the file follows. */
export async function stretchTo(window: Window, mailEnd: number): Promise<Stretch | undefined> {
  await window.hold(mailEnd + SEPARATOR_LOOK)
  const bytes = window.view()
  let next = mailEnd
  for (let lines = 0; lines < 2; lines++) next = afterLineEnd(bytes, next)
  if (next === bytes.length && window.ended) return { mailEnd, next }
  const isAtLine = next === 0 || bytes[next - 1] === LF
  if (!isAtLine || bytes.toString('latin1', next, next + 5) !== 'From ') return undefined
  return readSeparator(bytes, next, window.ended) === undefined ? undefined : { mailEnd, next }
}

/** The offset after the empty line that ends a header; undefined when there is none. */
export function headerEnd(bytes: Buffer): number | undefined {
  const lf = bytes.indexOf(LF)
  const empty = lf > 0 && bytes[lf - 1] === CR ? EMPTY_LINE_CRLF : EMPTY_LINE
  const at = bytes.indexOf(empty)
  return at === -1 ? undefined : at + empty.length
}

function afterLineEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === LF) return at + 1
  return bytes[at] === CR && bytes[at + 1] === LF ? at + 2 : at
}
