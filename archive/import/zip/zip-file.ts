// A zip opened and bounded: its directory looked through once before anything is inflated. Overlapping entries,
// too many of them and sizes beyond reason are refused; each entry is held to its size and checksum when read.

import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib'
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, type ZipFile } from 'yauzl'
import { Refused } from '#lists/refused.ts'
import { Damaged } from '../input.ts'
import { ReadAhead } from './read-ahead.ts'

/** Entries in a zip; more are refused. */
export const MAX_ENTRIES = 2_000_000
/** Bytes that a whole zip may inflate to: 1 TiB. */
export const MAX_INFLATED = 1_099_511_627_776
/** How many times its stored size a large entry may inflate to; text does 3 to 20 times. */
export const MAX_DENSITY = 200
/** An entry that inflates to less is never too dense. Bytes. */
export const DENSE_FROM = 16_777_216

const AT_ONCE = 2_097_152 // bytes: smaller entries are read in one piece
const SMALL = 65_536 // bytes
const inflate = promisify(inflateRaw)

/** The name of an entry: a label for reports, never a path to write to. */
export function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
}

/** What an entry holds can't be so much: a bomb. */
export function isTooDense(entry: Entry): boolean {
  return entry.uncompressedSize > DENSE_FROM && entry.uncompressedSize > entry.compressedSize * MAX_DENSITY
}

/** An open zip: its directory can be gone through once, its entries read in any order. */
export interface OpenZip {
  readonly zip: ZipFile
  readonly reader: ReadAhead
}

/** Opens a zip; the caller closes `zip`. */
export async function openDirectory(path: string): Promise<OpenZip> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    // Sizes are checked where an entry is read: one bad entry is no reason to refuse the others.
    const validateEntrySizes = false
    const options = { lazyEntries: true, decodeStrings: false, autoClose: false, validateEntrySizes }
    const reader = new ReadAhead(file)
    return { zip: await fromRandomAccessReaderPromise(reader, size, options), reader }
  } catch (error) {
    await file.close()
    throw refused(path, error)
  }
}

/** Looks through the directory: the stored bytes of all entries. Throws Refused for what is hostile or broken. */
export async function checkDirectory(path: string, each: (entry: Entry) => void = () => {}): Promise<number> {
  const { zip } = await openDirectory(path)
  let stored = 0
  let inflated = 0
  try {
    if (zip.entryCount > MAX_ENTRIES) throw new Refused(`${path} has more than ${MAX_ENTRIES} entries`)
    for await (const entry of zip.eachEntry()) {
      stored += entry.compressedSize
      inflated += entry.uncompressedSize
      if (stored > zip.fileSize) throw new Refused(`${path} is a trap: its entries overlap`)
      if (inflated > MAX_INFLATED) throw new Refused(`${path} is a trap: it would inflate beyond any archive`)
      each(entry)
    }
  } catch (error) {
    throw error instanceof Refused ? error : refused(path, error)
  } finally {
    zip.close()
  }
  return stored
}

/** The inflated bytes of an entry; throws Damaged, perhaps at the end, when they aren't what the zip says. */
export async function* readEntry(opened: OpenZip, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.uncompressedSize <= AT_ONCE && entry.compressedSize <= AT_ONCE) {
    yield await readAtOnce(opened, entry)
    return
  }
  let sum = 0
  let size = 0
  const stream = await opened.zip.openReadStreamPromise(entry).catch(damaged)
  try {
    for await (const chunk of stream) {
      sum = crc32(chunk as Buffer, sum)
      size += (chunk as Buffer).length
      if (size > entry.uncompressedSize) throw new Damaged('larger than the zip says')
      yield chunk as Buffer
    }
  } catch (error) {
    damaged(error)
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) throw new Damaged('wrong size or checksum')
}

async function readAtOnce({ zip, reader }: OpenZip, entry: Entry): Promise<Buffer> {
  try {
    const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true })
    const stored = await reader.bytesAt(fileDataStart, entry.compressedSize)
    const maxOutputLength = Math.max(1, entry.uncompressedSize)
    const bytes = entry.compressionMethod === 8 ? await inflated(stored, { maxOutputLength }) : stored
    if (bytes.length === entry.uncompressedSize && crc32(bytes) === entry.crc32) return bytes
  } catch (error) {
    damaged(error)
  }
  throw new Damaged('wrong size or checksum')
}

// A small one is inflated before a thread would have been woken.
function inflated(stored: Buffer, options: { maxOutputLength: number }): Buffer | Promise<Buffer> {
  return options.maxOutputLength <= SMALL ? inflateRawSync(stored, options) : inflate(stored, options)
}

// What yauzl throws has no type: it is about the zip, unless it is an error of the disk.
function damaged(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  throw /^E[A-Z]+$/.test(code) ? error : new Damaged(error instanceof Error ? error.message : String(error))
}

function refused(path: string, error: unknown): Refused {
  return new Refused(
    `${path} is not a zip that can be read: ${error instanceof Error ? error.message : error}`,
  )
}
