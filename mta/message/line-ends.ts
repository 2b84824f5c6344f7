const LF = 0x0a
const CR = 0x0d

/** The same lines, each ended by CRLF: LF, a bare CR and a run of CR before LF are one line end, as scan.ts reads them. */
export function withCrlf(text: string): Buffer {
  const bytes = Buffer.from(text, 'latin1')
  if (!/(?<!\r)\n|\r(?!\n)/.test(text)) return bytes
  const out = Buffer.allocUnsafe(bytes.length * 2)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte !== LF && byte !== CR) {
      out[length++] = byte
      continue
    }
    let end = at
    while (bytes[end] === CR) end++
    if (bytes[end] === LF) at = end
    out[length++] = CR
    out[length++] = LF
  }
  return out.subarray(0, length)
}
