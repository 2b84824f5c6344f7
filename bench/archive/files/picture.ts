import { crc32, deflateSync } from 'node:zlib'
import type { Dice } from '../dice.ts'

const SIDE = 24 // pixels

/** A little picture (PNG) with a comment that nobody sees. */
export function png(dice: Dice, comment: string): Buffer {
  const row = 1 + SIDE * 3
  const pixels = dice.bytes(row * SIDE)
  for (let y = 0; y < SIDE; y++) pixels[y * row] = 0
  const header = Buffer.alloc(13)
  header.writeUInt32BE(SIDE, 0)
  header.writeUInt32BE(SIDE, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${comment}`, 'latin1')),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(typed), 4)
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)])
}
