// Finds the fields of a header block in one pass over its bytes.

const LF = 0x0a
const CR = 0x0d

/** Where a header block lies: its bytes `from`…`to`, the offset of each field in it, and the first body byte. */
export interface Scan {
  readonly from: number
  readonly to: number
  readonly starts: readonly number[]
  readonly bodyOffset: number
}

/**
 * A line ends with CRLF, LF or a bare CR, as it will when it is sent on; a run of CR before LF is one line end
 * (mail written as text twice). The block ends at an empty line, or before a line that is no field (as Postfix
 * reads it), so what follows is never lost: it is body.
 */
export function scanHeader(bytes: Buffer): Scan {
  const from = skipMboxLine(bytes)
  const starts: number[] = []
  let line = from
  while (line < bytes.length) {
    const end = lineEnd(bytes, line)
    const next = afterLineEnd(bytes, end)
    if (end === line) return { from, to: line, starts, bodyOffset: next }
    if (startsField(bytes, line, end)) starts.push(line - from)
    else if (!isWhite(bytes[line]!) || starts.length === 0)
      return { from, to: line, starts, bodyOffset: line }
    line = next
  }
  return { from, to: bytes.length, starts, bodyOffset: bytes.length }
}

/** Index of the line end at or after `at`, or the length. */
function lineEnd(bytes: Buffer, at: number): number {
  let end = at
  while (end < bytes.length && bytes[end] !== LF && bytes[end] !== CR) end++
  return end
}

function afterLineEnd(bytes: Buffer, end: number): number {
  let next = end
  while (bytes[next] === CR) next++
  return bytes[next] === LF ? next + 1 : Math.min(end + 1, bytes.length)
}

// `From a@b.example Mon Jan 1 …` before the first field: a mailbox file's separator, no field.
function skipMboxLine(bytes: Buffer): number {
  const at = bytes[0] === 0x3e ? 1 : 0 // '>'
  return bytes.toString('latin1', at, at + 5) === 'From ' ? afterLineEnd(bytes, lineEnd(bytes, 0)) : 0
}

// A name is printable ASCII without a colon (RFC 5322 §3.6.8), then perhaps white space (§4.5), then the colon.
function startsField(bytes: Buffer, line: number, end: number): boolean {
  let at = line
  while (at < end && bytes[at]! > 0x20 && bytes[at]! < 0x7f && bytes[at] !== 0x3a) at++
  if (at === line) return false
  while (at < end && isWhite(bytes[at]!)) at++
  return at < end && bytes[at] === 0x3a
}

function isWhite(byte: number): boolean {
  return byte === 0x20 || byte === 0x09
}
