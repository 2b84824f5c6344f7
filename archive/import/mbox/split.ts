// Splits an mbox into its mails. The bytes between two separators are searched natively, never line by line; a
// mail keeps its line ends as they are, less the empty line before the next separator.

import { type LeftoverReason, MAX_MAIL } from '../found.ts'
import { headerEnd, statedEnd, stretchTo } from './content-length.ts'
import { type Quoting, unquoted } from './quoting.ts'
import { readFirstSeparator, readSeparator, SEPARATOR_LOOK, type Separator } from './separator.ts'
import type { Window } from './window.ts'

/** One mail of an mbox, or what stands in its place; `offset` is its separator's. The window is then after it. */
export type Piece =
  | { readonly offset: number; readonly bytes: Buffer; readonly receivedAt?: Date }
  | { readonly offset: number; readonly why: LeftoverReason }

/** What splitting asks of whoever opened the file. */
export interface Splitting {
  /** How the file is quoted; asked when the first `>From ` is met. */
  readonly quoting: () => Promise<Quoting>
  /** Why reading broke off. */
  readonly whyBroken: (failure: unknown) => LeftoverReason
  /** Longest mail taken, in bytes. */
  readonly maxMail?: number
}

interface Boundary {
  readonly end: number
  readonly isQuoted: boolean
  readonly isOver: boolean
}

const FROM = Buffer.from('From ')
const LF = 10
const CR = 13
const GREATER = 62
const EXPUNGED = 0x0008 // of X-Mozilla-Status

/** The mails from the window's beginning on, which is the file's or a separator's. */
export async function* splitMbox(window: Window, splitting: Splitting): AsyncGenerator<Piece> {
  while (window.length > 0 || (await window.more())) {
    if (window.length < SEPARATOR_LOOK) await window.hold(SEPARATOR_LOOK)
    const offset = window.start
    const separator =
      offset === 0
        ? readFirstSeparator(window.view(), window.ended)
        : readSeparator(window.view(), 0, window.ended)
    if (separator === undefined) {
      const { end, isOver } = await nextSeparator(window, 0, SEPARATOR_LOOK)
      const isBlank =
        !isOver &&
        end < SEPARATOR_LOOK &&
        /^(?:\xef\xbb\xbf)?\s*$/.test(window.view().toString('latin1', 0, end))
      window.drop(end)
      if (!isBlank) yield { offset, why: 'not-a-mail' }
      continue
    }
    yield await pieceAfter(separator, offset, window, splitting)
  }
  if (window.failure !== undefined && window.start === 0) {
    yield { offset: 0, why: splitting.whyBroken(window.failure) }
  }
}

async function pieceAfter(
  separator: Separator,
  offset: number,
  window: Window,
  { quoting, whyBroken, maxMail = MAX_MAIL }: Splitting,
): Promise<Piece> {
  const begin = separator.end
  const boundary = await nextSeparator(window, begin, maxMail)
  const isOurs = separator.quoting === 'mboxrd'
  const stated = isOurs || boundary.isOver ? undefined : statedEnd(window.view(), begin)
  const isStated = stated !== undefined && stated - begin <= maxMail
  const stretch = isStated ? await stretchTo(window, stated) : undefined
  const next = stretch === undefined ? boundary.end : Math.max(stretch.next, boundary.end)
  const bytes = window.view()
  const isLast = window.ended && next === bytes.length
  const leave = (why: LeftoverReason): Piece => {
    window.drop(next)
    return { offset, why }
  }
  if (isLast && window.failure !== undefined) return leave(whyBroken(window.failure))
  if (boundary.isOver) return leave('too-large')
  const end = mailEnd()
  if (end === undefined) return leave('cut-short')
  if (end - begin > maxMail) return leave('too-large')
  if (end <= begin && !isOurs) return leave(isLast ? 'cut-short' : 'not-a-mail')
  if (!isOurs && isExpunged(bytes, begin)) return leave('deleted')
  const isQuoted = boundary.isQuoted || next > boundary.end
  const undo = isQuoted && (isOurs || (await quoting()) === 'mboxrd')
  const mail = undo ? unquoted(bytes.subarray(begin, end)) : undefined
  const rest = next - end
  const taken = mail ?? window.take(begin, end)
  window.drop(mail === undefined ? rest : next)
  const { receivedAt } = separator
  return { offset, bytes: taken, ...(receivedAt !== undefined && { receivedAt }) }

  // Undefined: the file ends in the middle of the mail. Our own separators, and those that git and public-inbox
  // write, stand after exactly one line feed that is not the mail's; others' after an empty line.
  function mailEnd(): number | undefined {
    const isWholeLine = bytes[next - 1] === LF
    if (isOurs) return isWholeLine ? next - 1 : undefined
    if (stretch !== undefined && stretch.next === next) return stretch.mailEnd
    if (isLast && !isWholeLine && headerEnd(bytes.subarray(begin, next)) === undefined) return undefined
    return withoutEmptyLine(bytes, begin, next)
  }
}

// `isOver`: there was more before it than a mail may have, and it was let go of.
async function nextSeparator(window: Window, from: number, maxMail: number): Promise<Boundary> {
  let at = from
  let isQuoted = false
  let isOver = false
  for (;;) {
    if (at > (isOver ? 0 : maxMail) + SEPARATOR_LOOK) {
      window.drop(at - 4)
      at = 4
      isOver = true
    }
    const hit = window.view().indexOf(FROM, at)
    if (hit === -1) {
      at = Math.max(at, window.length - FROM.length + 1)
      if (!(await window.more())) return { end: window.length, isQuoted, isOver }
      continue
    }
    at = hit + FROM.length
    if (window.length < hit + SEPARATOR_LOOK) await window.hold(hit + SEPARATOR_LOOK)
    const bytes = window.view()
    if (bytes[hit - 1] === GREATER) isQuoted = true
    else if (hit > 0 && bytes[hit - 1] === LF && readSeparator(bytes, hit, window.ended) !== undefined) {
      return { end: hit, isQuoted, isOver }
    }
  }
}

function withoutEmptyLine(bytes: Buffer, begin: number, end: number): number {
  if (bytes[end - 1] !== LF) return end
  const line = bytes[end - 2] === CR ? end - 2 : end - 1
  return line <= begin || bytes[line - 1] === LF ? Math.max(begin, line) : end
}

// Thunderbird keeps what was deleted until the folder is compacted.
function isExpunged(bytes: Buffer, begin: number): boolean {
  if (bytes[begin] !== 0x58) return false
  const status = /^X-Mozilla-Status: ([0-9a-f]{4})\r?\n/i.exec(
    bytes.toString('latin1', begin, begin + 32),
  )?.[1]
  return status !== undefined && (Number.parseInt(status, 16) & EXPUNGED) !== 0
}
