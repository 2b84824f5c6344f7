// Undoes base64 and quoted-printable piece by piece, in linear time and constant memory. Ours because libqp keeps
// a part whole and takes half a minute for 100 KB of spaces, and a stream for each small part costs more than it.

/** Decodes what it is given as far as it can; `end` gives the rest. */
export interface Decoder {
  write(bytes: Buffer): Buffer
  end(): Buffer
}

const NOTHING = Buffer.alloc(0)

/** The decoder for a Content-Transfer-Encoding value (RFC 2045 §6); an unknown one passes bytes unchanged. */
export function transferDecoder(encoding: string): Decoder {
  switch (encoding) {
    case 'base64':
      return base64()
    case 'quoted-printable':
      return quotedPrintable()
    default:
      return { write: (bytes) => bytes, end: () => NOTHING }
  }
}

// Anything outside the alphabet is skipped (§6.8); padding may also end a run in the middle, as when two were joined.
function base64(): Decoder {
  let rest = ''
  return {
    write(bytes) {
      const text = rest + bytes.toString('latin1').replace(/[^A-Za-z0-9+/=]+/g, '')
      const padded = text.lastIndexOf('=') + 1
      const whole = padded + Math.floor((text.length - padded) / 4) * 4
      rest = text.slice(whole)
      return decodeRuns(text.slice(0, whole))
    },
    end: () => decodeRuns(rest),
  }
}

function decodeRuns(text: string): Buffer {
  if (!text.includes('=')) return Buffer.from(text, 'base64')
  return Buffer.concat(text.match(/[^=]+/g)?.map((run) => Buffer.from(run, 'base64')) ?? [])
}

const LF = 0x0a
const CR = 0x0d
const EQUALS = 0x3d
const MAX_HELD = 1_000 // bytes from an "=" on that still await their line end

// What is neither "=XX" nor a soft break ("=", perhaps white space, line end) stays as it is (§6.7).
function quotedPrintable(): Decoder {
  let held: number[] = []
  return {
    write(bytes) {
      const out = Buffer.allocUnsafe(held.length + bytes.length)
      let length = 0
      let at = 0
      while (at < bytes.length) {
        if (held.length === 0) {
          const equals = bytes.indexOf(EQUALS, at)
          const end = equals === -1 ? bytes.length : equals
          length += bytes.copy(out, length, at, end)
          at = end
          if (equals !== -1) held.push(bytes[at++]!)
          continue
        }
        const decoded = decideEscape(held, bytes[at]!)
        if (decoded === 'literal') {
          for (const byte of held) out[length++] = byte
          held = [] // the byte that ended it is read again: it may begin another
          continue
        }
        held.push(bytes[at++]!)
        if (decoded === 'wait') continue
        if (decoded !== 'break') out[length++] = decoded
        held = []
      }
      return out.subarray(0, length)
    },
    end: () => (held.length === 1 ? NOTHING : Buffer.from(held)),
  }
}

/** What an escape held so far becomes with the next byte: a byte, a soft break, not yet known, or no escape. */
function decideEscape(held: readonly number[], next: number): number | 'break' | 'wait' | 'literal' {
  const last = held.at(-1)!
  if (next === LF && (last === EQUALS || last === CR || isWhite(last))) return 'break'
  if (last === CR || held.length >= MAX_HELD) return 'literal'
  if (held.length === 2 && isHex(last))
    return isHex(next) ? (hexValue(last) << 4) | hexValue(next) : 'literal'
  if (held.length === 1 && isHex(next)) return 'wait'
  return next === CR || isWhite(next) ? 'wait' : 'literal'
}

function isWhite(byte: number): boolean {
  return byte === 0x20 || byte === 0x09
}

function isHex(byte: number): boolean {
  return hexValue(byte) < 16
}

function hexValue(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte & ~0x20
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : 16
}
