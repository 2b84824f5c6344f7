// RTF as Outlook compresses it in winmail.dat: LZFu, with a dictionary that is filled beforehand (MS-OXRTFCP).

const COMPRESSED = 0x75465a4c // « LZFu »
const UNCOMPRESSED = 0x414c454d // « MELA »
const HEADER = 16 // bytes
const WINDOW = 4_096 // bytes
const MAX_RTF = 16_777_216 // bytes that come out; text that long has pictures in it
const BEFOREHAND = Buffer.from(
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript ' +
    '\\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par ' +
    '\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx',
  'latin1',
)

/** The RTF inside, as far as it is whole. */
export function decompressRtf(bytes: Buffer): Buffer {
  if (bytes.length < HEADER) return Buffer.alloc(0)
  const kind = bytes.readUInt32LE(8)
  if (kind === UNCOMPRESSED) return bytes.subarray(HEADER)
  return kind === COMPRESSED ? inflate(bytes.subarray(HEADER)) : Buffer.alloc(0)
}

function inflate(packed: Buffer): Buffer {
  const window = Buffer.alloc(WINDOW)
  BEFOREHAND.copy(window)
  let write = BEFOREHAND.length
  // A reference of two bytes, of which eight share a byte of flags, stands for 17 bytes.
  const out = Buffer.alloc(Math.min(packed.length * 9, MAX_RTF))
  let length = 0
  const put = (byte: number) => {
    out[length++] = byte
    window[write] = byte
    write = (write + 1) % WINDOW
  }
  let at = 0
  while (at < packed.length && length < out.length) {
    const flags = packed[at++]!
    for (let bit = 0; bit < 8 && at < packed.length; bit++) {
      if ((flags & (1 << bit)) === 0) {
        put(packed[at++]!)
        continue
      }
      if (at + 2 > packed.length) return out.subarray(0, length)
      const reference = packed.readUInt16BE(at)
      at += 2
      const from = reference >> 4
      if (from === write) return out.subarray(0, length)
      for (let n = 0; n < (reference & 0xf) + 2; n++) put(window[(from + n) % WINDOW]!)
    }
  }
  return out.subarray(0, length)
}
