const LINE = 78 // characters, RFC 5322 §2.1.1

/**
 * One header field with its CRLF, folded at white space where a line would pass 78 characters (RFC 5322 §2.2.3).
 * Line breaks in the value become spaces: a value can never add a field. Non-ASCII is written as UTF-8 (RFC 6532);
 * the result holds one latin1 character a byte.
 */
export function foldField(name: string, value: string): string {
  const words = value
    .replace(/[\x00-\x20\x7f]+/g, ' ')
    .trim()
    .split(' ')
  const bytes = words.map((word) => Buffer.from(word, 'utf8').toString('latin1'))
  const lines: string[] = []
  let line = `${name}:`
  let isEmpty = true
  for (const word of bytes) {
    if (!isEmpty && line.length + 1 + word.length > LINE) {
      lines.push(line)
      line = ''
    }
    line += ` ${word}`
    isEmpty = false
  }
  return `${[...lines, line].join('\r\n')}\r\n`
}
