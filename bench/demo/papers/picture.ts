import { crc32, deflateSync } from 'node:zlib'
import { seeded } from '../random.ts'

/** A picture (PNG) of beds and paths seen from above, different for each name: 240 × 160, true colour. */
export function picture(name: string): Buffer {
  const width = 240,
    height = 160,
    bed = 40
  const random = seeded(crc32(Buffer.from(name)))
  const beds = Array.from({ length: (width / bed) * (height / bed) }, () => [
    90 + 90 * random(),
    110 + 110 * random(),
    50 + 60 * random(),
  ])
  const rows: Buffer[] = []
  for (let y = 0; y < height; y++) {
    const row = Buffer.alloc(1 + width * 3)
    for (let x = 0; x < width; x++) {
      const colour = beds[Math.floor(y / bed) * (width / bed) + Math.floor(x / bed)] ?? []
      const path = x % bed < 3 || y % bed < 3
      for (let channel = 0; channel < 3; channel++)
        row[1 + x * 3 + channel] = path ? [214, 205, 188][channel]! : colour[channel]! + 8 * random()
    }
    rows.push(row)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const chunk = (type: string, bytes: Buffer): Buffer => {
    const typed = Buffer.concat([Buffer.from(type), bytes])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(bytes.length, 0)
    ends.writeUInt32BE(crc32(typed), 4)
    return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)])
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
