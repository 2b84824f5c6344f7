// Content transfer encodings (RFC 2045 §6), lines ended by LF as in an mbox.

const WIDTH = 75

const TOKENS = Array.from({ length: 256 }, (_, byte) => {
  const plain = (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 9
  return plain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
})

/** RFC 2045 §6.7. */
export function quotedPrintable(bytes: Buffer): string {
  let out = ''
  let line = ''
  for (const byte of bytes) {
    if (byte === 10) {
      out += `${spaceKept(line)}\n`
      line = ''
      continue
    }
    const token = TOKENS[byte]!
    if (line.length + token.length > WIDTH) {
      out += `${line}=\n`
      line = ''
    }
    line += token
  }
  return out + spaceKept(line)
}

// A space at the end of a line would get lost on the way.
function spaceKept(line: string): string {
  if (line.endsWith(' ')) return `${line.slice(0, -1)}=20`
  return line.endsWith('\t') ? `${line.slice(0, -1)}=09` : line
}

/** RFC 2045 §6.8. */
export function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{76}(?=.)/g, '$&\n')
}
