// Writes mboxrd (RFC 4155 lines, every `From ` line of a mail quoted so that it can be undone), read back byte for
// byte: each mail is followed by exactly one line feed that isn't its own. After a mail that ends its last line
// that is the usual empty line; after one that doesn't, the next separator simply follows, and other readers see a
// mail with its last line ended. The sender of every separator is `mboxrd@z`, as git and public-inbox write it: by
// that our reader knows that it may undo the quoting and take away that one line feed.

import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'

/** A mail to write; `date` stands in its separator, in UTC, to the second. */
export interface MailToWrite {
  readonly bytes: Buffer | AsyncIterable<Buffer>
  readonly date: Date
}

const FROM = Buffer.from('From ')
const QUOTE = Buffer.from('>')
const LINE_FEED = Buffer.from('\n')
const LF = 10
const GREATER = 62
const BLOCK = 131_072 // bytes: what is written is given in pieces of about this
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** The mails as one mbox, in the order given. The same mails give the same bytes. */
export async function* mboxrd(mails: AsyncIterable<MailToWrite>): AsyncGenerator<Buffer> {
  let block: Buffer[] = []
  let size = 0
  for await (const piece of pieces(mails)) {
    block.push(piece)
    size += piece.length
    if (size < BLOCK) continue
    yield Buffer.concat(block)
    block = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(block)
}

/** Bytes as gzip, without time or name in it: the same bytes give the same file. */
export function gzipped(bytes: AsyncIterable<Buffer>): Readable {
  const source = Readable.from(bytes, { objectMode: false })
  const gzip = createGzip()
  source.on('error', (error) => gzip.destroy(error))
  gzip.on('close', () => source.destroy())
  return source.pipe(gzip)
}

async function* pieces(mails: AsyncIterable<MailToWrite>): AsyncGenerator<Buffer> {
  for await (const { bytes, date } of mails) {
    yield separator(date)
    const quoting = new Quoting()
    if (Buffer.isBuffer(bytes)) yield* quoting.add(bytes)
    else for await (const chunk of bytes) yield* quoting.add(chunk)
    yield quoting.end()
    yield LINE_FEED
  }
}

function separator(date: Date): Buffer {
  const at = date.getTime() >= 0 ? date : new Date(0)
  const day = String(at.getUTCDate()).padStart(2)
  const time = at.toISOString().slice(11, 19)
  const year = at.getUTCFullYear()
  return Buffer.from(
    `From mboxrd@z ${DAYS[at.getUTCDay()]} ${MONTHS[at.getUTCMonth()]} ${day} ${time} ${year}\n`,
  )
}

// Puts a `>` before the `From ` of every line of `>`s and `From `, also where a chunk ends inside it.
class Quoting {
  #carried: Buffer = Buffer.alloc(0) // the beginning of a `From `
  #isOnlyGreater = true // the line so far

  add(chunk: Buffer): Buffer[] {
    const bytes = this.#carried.length === 0 ? chunk : Buffer.concat([this.#carried, chunk])
    const quoted: Buffer[] = []
    let from = 0
    for (let hit = bytes.indexOf(FROM); hit !== -1; hit = bytes.indexOf(FROM, hit + FROM.length)) {
      if (!this.#isAfterGreater(bytes, hit)) continue
      quoted.push(bytes.subarray(from, hit), QUOTE)
      from = hit
    }
    const end = bytes.length - carriedLength(bytes, from)
    quoted.push(bytes.subarray(from, end))
    this.#isOnlyGreater = this.#isAfterGreater(bytes, end)
    this.#carried = bytes.subarray(end)
    return quoted
  }

  end(): Buffer {
    return this.#carried
  }

  #isAfterGreater(bytes: Buffer, at: number): boolean {
    let start = at
    while (start > 0 && bytes[start - 1] === GREATER) start--
    return start === 0 ? this.#isOnlyGreater : bytes[start - 1] === LF
  }
}

function carriedLength(bytes: Buffer, from: number): number {
  for (let length = Math.min(FROM.length - 1, bytes.length - from); length > 0; length--) {
    if (bytes.subarray(bytes.length - length).equals(FROM.subarray(0, length))) return length
  }
  return 0
}
