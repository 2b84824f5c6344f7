// The files in a zip, found by its central directory and inflated as a stream, as far as somebody reads on. What the
// directory says of sizes is not believed: nothing is allocated by it.

import { inflateRawSync } from 'node:zlib'
import { Inflate } from 'fflate'

/** A file in a zip. `from` and `to` bound its compressed bytes. */
export interface Entry {
  readonly name: Buffer
  readonly isUtf8: boolean
  readonly method: number
  readonly header: number // offset of its local header
  readonly compressed: number // bytes
}

const END = Buffer.from('PK\x05\x06', 'latin1')
const END_BYTES = 22
const MAX_COMMENT = 65_535
const DIRECTORY_ENTRY = 0x02014b50
const LOCAL_ENTRY = 0x04034b50
const STORED = 0
const DEFLATED = 8
const MAX_ENTRIES = 10_000
/** Compressed bytes inflated at a time: at most 4 MB come out of them. */
const STEP = 4_096
/** What is no larger, packed and unpacked, is inflated at once: ten times as fast for a letter of one page. */
const AT_ONCE = 65_536
const AT_ONCE_INFLATED = 1_048_576

/** The files of a zip (APPNOTE 6.3.10, without zip64: such a file is larger than is read); undefined when broken. */
export function zipEntries(bytes: Buffer): { entries: Entry[]; isCut: boolean } | undefined {
  const end = bytes.lastIndexOf(END)
  if (end < 0 || end < bytes.length - END_BYTES - MAX_COMMENT || end + END_BYTES > bytes.length)
    return undefined
  const said = bytes.readUInt16LE(end + 10)
  const entries: Entry[] = []
  let at = bytes.readUInt32LE(end + 16)
  while (entries.length < Math.min(said, MAX_ENTRIES)) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) break
    const flags = bytes.readUInt16LE(at + 8)
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    entries.push({
      name: bytes.subarray(at + 46, nameEnd),
      isUtf8: (flags & 0x800) !== 0,
      method: bytes.readUInt16LE(at + 10),
      compressed: bytes.readUInt32LE(at + 20),
      header: bytes.readUInt32LE(at + 42),
    })
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return { entries, isCut: entries.length < said }
}

/** Inflates a file piece by piece until `take` has enough. Throws when it is damaged. */
export function inflateEntry(
  bytes: Buffer,
  entry: Entry,
  take: (piece: Uint8Array) => 'more' | 'enough',
): void {
  if (bytes.readUInt32LE(entry.header) !== LOCAL_ENTRY) throw new Error('no local header')
  const from =
    entry.header + 30 + bytes.readUInt16LE(entry.header + 26) + bytes.readUInt16LE(entry.header + 28)
  const packed = bytes.subarray(from, from + entry.compressed)
  if (entry.method === STORED) {
    take(packed)
    return
  }
  if (entry.method !== DEFLATED) throw new Error(`compression ${entry.method}`)
  const whole = packed.length <= AT_ONCE ? inflatedAtOnce(packed) : undefined
  if (whole !== undefined) take(whole)
  else inflateInSteps(packed, take)
}

function inflatedAtOnce(packed: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: AT_ONCE_INFLATED })
  } catch {
    return undefined // larger than it seemed, or damaged: then its beginning may be read
  }
}

function inflateInSteps(packed: Buffer, take: (piece: Uint8Array) => 'more' | 'enough'): void {
  let wish: 'more' | 'enough' = 'more'
  const inflate = new Inflate((piece) => {
    if (wish === 'more' && piece.length > 0) wish = take(piece)
  })
  for (let at = 0; at < packed.length && wish === 'more'; at += STEP)
    inflate.push(packed.subarray(at, at + STEP), at + STEP >= packed.length)
}
