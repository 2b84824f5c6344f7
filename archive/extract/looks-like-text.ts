const LOOKED_AT = 8_192 // bytes
const MOST_CONTROLS = 0.02 // of them
const FEW_CONTROLS = 4 // may stand in the shortest text
const CONTROLS = /[\x01-\x07\x0e-\x1a\x1c-\x1f]/g // backspace and escape are those of terminals
const WIDE_NULS = 0.4 // of every second byte: few letters of ours have a high byte in UTF-16

/** How text of two bytes a character is encoded; undefined when it isn't such. */
export function wideCharset(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const head = bytes.subarray(0, LOOKED_AT)
  if (!head.includes(0)) return undefined
  let even = 0
  let odd = 0
  for (let at = 0; at < head.length; at++) {
    if (head[at] !== 0) continue
    if (at % 2 === 0) even++
    else odd++
  }
  const most = (head.length / 2) * WIDE_NULS
  if (odd > most && even === 0) return 'utf-16le'
  return even > most && odd === 0 ? 'utf-16be' : undefined
}

/** Whether the beginning of a file is text in some charset. */
export function looksLikeText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, LOOKED_AT)
  if (head.includes(0)) return wideCharset(bytes) !== undefined
  const controls = head.toString('latin1').match(CONTROLS)?.length ?? 0
  return controls <= Math.max(FEW_CONTROLS, head.length * MOST_CONTROLS)
}
