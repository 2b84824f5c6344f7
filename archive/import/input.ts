// One file of a source, wherever it is kept: on disk, compressed, in a zip. Reads the mails in it.

import type { Cursor, Found, LeftoverReason } from './found.ts'
import { MAX_MAIL } from './found.ts'
import { CONTENT_LOOK, contentOf } from './look.ts'
import { type Quoting, quotingOf } from './mbox/quoting.ts'
import { type Piece, splitMbox } from './mbox/split.ts'
import { Window } from './mbox/window.ts'

/** A file of a source. */
export interface Input {
  /** Its path in the source, as reports and cursors name it. */
  readonly file: string
  /** Its number, where names may repeat. */
  readonly entry?: number
  /** Bytes it takes of the source, as stored. */
  readonly storedBytes: number
  /** When the source says it came. */
  readonly receivedAt?: Date
  /** Why it isn't opened at all. */
  readonly why?: LeftoverReason
  /** Its bytes, inflated, from an offset on. */
  open(offset: number): Opened
}

/** A file opened. */
export interface Opened {
  readonly chunks: AsyncIterable<Buffer>
  /** How many of its stored bytes have been read. */
  storedRead(): number
}

/** The mails of a file from an offset on; `before`: stored bytes of the source that come before this file. */
export async function* mailsOf(input: Input, offset: number, before: number): AsyncGenerator<Found> {
  const at = (end: number, read: number): { cursor: Cursor; readBytes: number } => ({
    cursor: { file: input.file, offset: end, ...(input.entry !== undefined && { entry: input.entry }) },
    readBytes: before + Math.min(read, input.storedBytes),
  })
  if (input.why !== undefined) {
    if (offset > 0) return
    yield { place: { file: input.file, offset: 0 }, why: input.why, ...at(1, input.storedBytes) }
    return
  }
  const opened = input.open(offset)
  const window = new Window(opened.chunks, offset)
  try {
    for await (const piece of await pieces(window, input, offset)) {
      const { offset: begin, ...found } = piece
      const isMail = 'bytes' in found
      const received = isMail && input.receivedAt !== undefined ? { receivedAt: input.receivedAt } : {}
      yield {
        ...found,
        ...received,
        place: { file: input.file, offset: begin },
        ...at(Math.max(1, window.start), opened.storedRead()),
      }
    }
  } finally {
    await window.close()
  }
}

async function pieces(
  window: Window,
  input: Input,
  offset: number,
): Promise<AsyncIterable<Piece> | Iterable<Piece>> {
  await window.hold(CONTENT_LOOK)
  if (offset > 0 && window.length === 0) return []
  const content = offset > 0 ? 'mbox' : contentOf(window.view(), window.ended)
  if (content === 'mbox') return splitMbox(window, { quoting: rememberedQuoting(input), whyBroken })
  if (window.failure !== undefined) return [await letGo(window, whyBroken(window.failure))]
  if (content === 'mail') return [await wholeMail(window)]
  if (content === 'nothing') return []
  return [await letGo(window, content === 'zip' ? 'archive-inside' : 'not-a-mail')]
}

async function wholeMail(window: Window): Promise<Piece> {
  await window.hold(MAX_MAIL + 1)
  if (window.failure !== undefined) return letGo(window, whyBroken(window.failure))
  if (window.length > MAX_MAIL) return letGo(window, 'too-large')
  return { offset: 0, bytes: window.take(0, window.length) }
}

// What is left over was read as far as it was looked at: the cursor says so, and the rest isn't read.
async function letGo(window: Window, why: LeftoverReason): Promise<Piece> {
  window.drop(window.length)
  await window.close()
  return { offset: 0, why }
}

function rememberedQuoting(input: Input): () => Promise<Quoting> {
  let known: Promise<Quoting> | undefined
  return () => {
    known ??= lookForQuoting(input)
    return known
  }
}

async function lookForQuoting(input: Input): Promise<Quoting> {
  const window = new Window(input.open(0).chunks, 0)
  try {
    return await quotingOf(window)
  } finally {
    await window.close()
  }
}

/** A leftover's reason for an error met while reading. An error that is no fault of the source is thrown on. */
export function whyBroken(failure: unknown): LeftoverReason {
  const code = failure instanceof Error && 'code' in failure ? String(failure.code) : ''
  if (code === 'Z_BUF_ERROR') return 'cut-short'
  if (code.startsWith('Z_') || failure instanceof Damaged) return 'damaged'
  if (/^E[A-Z]+$/.test(code)) return 'unreadable'
  throw failure
}

/** Stored data that isn't what its checksum or size says. */
export class Damaged extends Error {
  override name = 'Damaged'
}
