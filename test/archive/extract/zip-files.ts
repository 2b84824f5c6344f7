import { crc32, deflateRawSync } from 'node:zlib'

/** A file to put into a zip; `lie` is what the zip says of its size instead of the truth. */
export interface Packed {
  readonly name: string | Buffer
  readonly bytes: Buffer
  readonly deflated?: Buffer // instead of deflating `bytes`
  readonly lie?: number
}

/** A zip of real files, deflated; for tests it may lie about sizes. */
export function zip(files: readonly Packed[]): Buffer {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes, deflated = deflateRawSync(bytes), lie = bytes.length } of files) {
    const named = Buffer.from(name as string)
    const entry = Buffer.alloc(26)
    entry.writeUInt16LE(20, 0)
    entry.writeUInt16LE(8, 4) // deflated
    entry.writeUInt32LE(crc32(bytes), 10)
    entry.writeUInt32LE(deflated.length, 14)
    entry.writeUInt32LE(lie, 18)
    entry.writeUInt16LE(named.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), entry, place, named)
    chunks.push(Buffer.from([0x50, 0x4b, 3, 4]), entry, named, deflated)
    offset += 30 + named.length + deflated.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...chunks, central, end])
}

/** A zip of text files by name. */
export function zipOf(parts: Readonly<Record<string, string>>): Buffer {
  return zip(Object.entries(parts).map(([name, text]) => ({ name, bytes: Buffer.from(text) })))
}
