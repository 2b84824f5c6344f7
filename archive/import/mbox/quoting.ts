// Writers of mboxes put a `>` before lines of text that begin with `From `. Only in mboxrd, where every line of
// `>`s and `From ` gets one more, can that be undone without guessing; so it is undone there and nowhere else,
// and the mails of an mboxo keep their bytes as they stand in the file.

import { readSeparator, SEPARATOR_LOOK } from './separator.ts'
import type { Window } from './window.ts'

/** How a file's `>From ` lines are read: as quoted by an mboxrd writer, or left as they are. */
export type Quoting = 'mboxrd' | 'as-is'

const FROM = Buffer.from('From ')
const LF = 10
const GREATER = 62

/**
 * Looks through a whole mbox. It is mboxrd if a line `>>From ` stands where the lines around it are not as deeply
 * quoted (in an answer to an answer they are) and no line of text begins with a bare `From `.
 */
export async function quotingOf(window: Window): Promise<Quoting> {
  let isQuotedTwice = false
  for (let at = 0; ; ) {
    const hit = window.view().indexOf(FROM, at)
    if (hit === -1) {
      at = Math.max(at, window.length - FROM.length)
      const seen = Math.max(0, at - SEPARATOR_LOOK)
      window.drop(seen)
      at -= seen
      if (!(await window.more())) return isQuotedTwice ? 'mboxrd' : 'as-is'
      continue
    }
    at = hit + FROM.length
    if (hit === 0) continue
    if (window.length < at + SEPARATOR_LOOK) await window.hold(at + SEPARATOR_LOOK)
    const bytes = window.view()
    if (bytes[hit - 1] === LF) {
      if (readSeparator(bytes, hit, window.ended) === undefined) return 'as-is'
    } else if (!isQuotedTwice && depthBefore(bytes, hit) >= 2) {
      isQuotedTwice = !isInQuote(bytes, hit - depthBefore(bytes, hit))
    }
  }
}

/** The bytes with one `>` less on every line of `>`s and `From `, in memory of their own. */
export function unquoted(bytes: Buffer): Buffer {
  const kept: Buffer[] = []
  let from = 0
  for (let hit = bytes.indexOf(FROM); hit !== -1; hit = bytes.indexOf(FROM, hit + FROM.length)) {
    const depth = depthBefore(bytes, hit)
    if (depth === 0) continue
    kept.push(bytes.subarray(from, hit - depth))
    from = hit - depth + 1
  }
  kept.push(bytes.subarray(from))
  const whole = Buffer.allocUnsafeSlow(kept.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const piece of kept) at += piece.copy(whole, at)
  return whole
}

/** How many `>` stand before `at`, from the beginning of its line on; 0 when anything else does. */
export function depthBefore(bytes: Buffer, at: number): number {
  let start = at
  while (start > 0 && bytes[start - 1] === GREATER) start--
  return start === 0 || bytes[start - 1] === LF ? at - start : 0
}

function isInQuote(bytes: Buffer, lineStart: number): boolean {
  const next = bytes.indexOf(LF, lineStart) + 1
  const before = lineStart < 2 ? -1 : bytes.lastIndexOf(LF, lineStart - 2)
  return isDeep(bytes, next === 0 ? bytes.length : next) || isDeep(bytes, before + 1)
}

function isDeep(bytes: Buffer, lineStart: number): boolean {
  return /^> ?>/.test(bytes.toString('latin1', lineStart, lineStart + 3))
}
