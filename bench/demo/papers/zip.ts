import { crc32 } from 'node:zlib'

/** A ZIP archive without compression; an OpenDocument wants `mimetype` first and stored. */
export function zip(files: readonly { readonly name: string; readonly bytes: Buffer }[]): Buffer {
  const chunks: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes } of files) {
    const entry = Buffer.alloc(26)
    entry.writeUInt16LE(20, 0)
    entry.writeUInt16LE(0x0021, 8) // 1 January 1980: no clock in here
    entry.writeUInt32LE(crc32(bytes), 10)
    entry.writeUInt32LE(bytes.length, 14)
    entry.writeUInt32LE(bytes.length, 18)
    entry.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), entry, place, Buffer.from(name))
    chunks.push(Buffer.from([0x50, 0x4b, 3, 4]), entry, Buffer.from(name), bytes)
    offset += 30 + name.length + bytes.length
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
