// Line ends of what leaves: CRLF only (RFC 5321 §2.3.8). The archive keeps whatever was received.
import { Transform } from 'node:stream'

const CR = 0x0d
const LF = 0x0a
const LF_BYTES = Buffer.from('\n')
const CR_BYTES = Buffer.from('\r')

/** The bytes with every bare CR or bare LF made a CRLF; the same buffer when nothing was wrong. */
export function toCrlf(bytes: Buffer): Buffer {
  const { pieces } = mend(bytes, undefined)
  const whole = pieces.length === 1 && pieces[0] === bytes ? bytes : Buffer.concat(pieces)
  return whole[whole.length - 1] === CR ? Buffer.concat([whole, LF_BYTES]) : whole
}

/** The same for a stream. */
export function crlfStream(): Transform {
  let last: number | undefined
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const mended = mend(chunk, last)
      last = chunk[chunk.length - 1] ?? last
      for (const piece of mended.pieces) this.push(piece)
      done()
    },
    flush(done) {
      if (last === CR) this.push(LF_BYTES)
      done()
    },
  })
}

function mend(bytes: Buffer, before: number | undefined): { pieces: Buffer[] } {
  const pieces: Buffer[] = []
  let from = 0
  const cut = (at: number, insert: Buffer) => {
    if (at > from) pieces.push(bytes.subarray(from, at))
    pieces.push(insert)
    from = at
  }
  if (before === CR && bytes.length > 0 && bytes[0] !== LF) cut(0, LF_BYTES)
  let lf = bytes.indexOf(LF)
  let cr = bytes.indexOf(CR)
  while (lf >= 0 || cr >= 0) {
    if (cr >= 0 && (lf < 0 || cr < lf)) {
      const next = bytes[cr + 1]
      if (next === LF) lf = bytes.indexOf(LF, cr + 2)
      else if (next !== undefined) cut(cr + 1, LF_BYTES)
      cr = bytes.indexOf(CR, cr + (next === LF ? 2 : 1))
    } else {
      const previous = lf === 0 ? before : bytes[lf - 1]
      if (previous !== CR) cut(lf, CR_BYTES)
      lf = bytes.indexOf(LF, lf + 1)
    }
  }
  if (from < bytes.length) pieces.push(from === 0 ? bytes : bytes.subarray(from))
  return { pieces }
}
