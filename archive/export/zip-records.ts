// The records of a zip (PKWARE APPNOTE 6.3), ZIP64 where a number asks for it. Times are fixed: the same content
// is the same file.

/** What is known of a file in a zip once it has been compressed. */
export interface StoredFile {
  readonly name: string // ASCII
  readonly crc32: number
  readonly size: number // bytes
  readonly storedSize: number // bytes
  readonly method: 0 | 8 // stored or deflated
  /** `after`: sum and sizes stand after the bytes, for who writes the header before knowing them. */
  readonly sums?: 'before' | 'after'
}

const MAX_32 = 0xffffffff
const MAX_16 = 0xffff
const VERSION = 45 // ZIP64
const MADE_BY = (3 << 8) | VERSION // Unix
const A_FILE = 0o100644 * 65_536 // external attributes
const SUMS_AFTER = 1 << 3 // general purpose bit 3, §4.4.4
const FIRST_DAY = 0x21 // 1 January 1980, the zero of DOS time

/** The record before a file's bytes. */
export function localHeader(file: StoredFile): Buffer {
  const long = [file.size, file.storedSize].some((size) => size >= MAX_32) ? [file.size, file.storedSize] : []
  const record = Buffer.alloc(30)
  record.writeUInt32LE(0x04034b50, 0)
  writeCommon(record, 4, file, long.length > 0)
  record.writeUInt16LE(file.name.length, 26)
  record.writeUInt16LE(long.length === 0 ? 0 : 4 + 8 * long.length, 28)
  return Buffer.concat([record, Buffer.from(file.name, 'latin1'), zip64Field(long)])
}

/** The record after the bytes of a file whose sums come after, below 4 GB. */
export function dataDescriptor({ crc32, size, storedSize }: StoredFile): Buffer {
  const record = Buffer.alloc(16)
  record.writeUInt32LE(0x08074b50, 0)
  record.writeUInt32LE(crc32, 4)
  record.writeUInt32LE(storedSize, 8)
  record.writeUInt32LE(size, 12)
  return record
}

/** The record of a file in the directory; `offset` is that of its local header. */
export function directoryRecord(file: StoredFile, offset: number): Buffer {
  const isLong = [file.size, file.storedSize, offset].some((number) => number >= MAX_32)
  const long = isLong ? [file.size, file.storedSize, offset] : []
  const record = Buffer.alloc(46)
  record.writeUInt32LE(0x02014b50, 0)
  record.writeUInt16LE(MADE_BY, 4)
  writeCommon(record, 6, file, isLong)
  record.writeUInt16LE(file.name.length, 28)
  record.writeUInt16LE(long.length === 0 ? 0 : 4 + 8 * long.length, 30)
  record.writeUInt32LE(A_FILE, 38)
  record.writeUInt32LE(isLong ? MAX_32 : offset, 42)
  return Buffer.concat([record, Buffer.from(file.name, 'latin1'), zip64Field(long)])
}

/** What ends a zip. */
export function endRecords(directory: { count: number; size: number; offset: number }): Buffer {
  const { count, size, offset } = directory
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(count, MAX_16), 8)
  end.writeUInt16LE(Math.min(count, MAX_16), 10)
  end.writeUInt32LE(Math.min(size, MAX_32), 12)
  end.writeUInt32LE(Math.min(offset, MAX_32), 16)
  if (count < MAX_16 && size < MAX_32 && offset < MAX_32) return end
  const long = Buffer.alloc(56)
  long.writeUInt32LE(0x06064b50, 0)
  writeLong(long, 44, 4)
  long.writeUInt16LE(MADE_BY, 12)
  long.writeUInt16LE(VERSION, 14)
  writeLong(long, count, 24)
  writeLong(long, count, 32)
  writeLong(long, size, 40)
  writeLong(long, offset, 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  writeLong(locator, offset + size, 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([long, locator, end])
}

// Version needed … uncompressed size: the same ten fields in both records.
function writeCommon(record: Buffer, at: number, file: StoredFile, isLong: boolean): void {
  record.writeUInt16LE(isLong ? VERSION : 20, at)
  record.writeUInt16LE(file.sums === 'after' ? SUMS_AFTER : 0, at + 2)
  record.writeUInt16LE(file.method, at + 4)
  record.writeUInt16LE(FIRST_DAY, at + 8)
  record.writeUInt32LE(file.crc32, at + 10)
  record.writeUInt32LE(isLong ? MAX_32 : file.storedSize, at + 14)
  record.writeUInt32LE(isLong ? MAX_32 : file.size, at + 18)
}

function zip64Field(numbers: readonly number[]): Buffer {
  if (numbers.length === 0) return Buffer.alloc(0)
  const field = Buffer.alloc(4 + 8 * numbers.length)
  field.writeUInt16LE(1, 0)
  field.writeUInt16LE(8 * numbers.length, 2)
  for (const [at, number] of numbers.entries()) writeLong(field, number, 4 + 8 * at)
  return field
}

function writeLong(record: Buffer, number: number, at: number): void {
  record.writeBigUInt64LE(BigInt(number), at)
}
