const LOOKED_AT = 8_192 // bytes
const MOST_CONTROLS = 0.02 // of them
const WIDE_NULS = 0.4 // of every second byte: few letters of ours have a high byte in UTF-16

/** How text of two bytes a character is encoded; undefined when it isn't such. */
export function wideCharset(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, LOOKED_AT)
  const nuls = [0, 0]
  for (const [at, byte] of head.entries()) if (byte === 0) nuls[at % 2]!++
  const [even, odd] = nuls as [number, number]
  if (even + odd === 0) return undefined
  const most = (head.length / 2) * WIDE_NULS
  if (odd > most && even === 0) return 'utf-16le'
  return even > most && odd === 0 ? 'utf-16be' : undefined
}

/** Whether the beginning of a file is text in some charset. */
export function looksLikeText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, LOOKED_AT)
  let controls = 0
  let hasNul = false
  for (const byte of head) {
    if (byte === 0) hasNul = true
    if (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b) controls++
  }
  if (hasNul) return wideCharset(bytes) !== undefined
  return controls <= head.length * MOST_CONTROLS
}
