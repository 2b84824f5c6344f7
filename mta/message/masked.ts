// Addresses in a text, hidden from strangers: « …@velo15.example ».

// What stands after the sign of an address, which a link may write %40; bounded, for texts are strangers'.
const HOST = /(?:@|%40)((?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63})/giu
const NOT_LOCAL = /[\s@<>()[\]"',;:]/
const MAX_LOCAL = 64 // octets, RFC 5321 §4.5.3.1.1

/** The text with what stands before the @ of each address left out. */
export function masked(text: string): string {
  if (!/@|%40/.test(text)) return text
  let shown = ''
  let from = 0
  // From the sign backwards: looking for names everywhere costs a long text much more.
  for (const match of text.matchAll(HOST)) {
    const local = beginningOfLocal(text, match.index, from)
    if (local === match.index) continue
    shown += `${text.slice(from, local)}…@${match[1]}`
    from = match.index + match[0].length
  }
  return shown + text.slice(from)
}

/** Where the local part before `end` begins, not before `least`; `end` when there is none. */
function beginningOfLocal(text: string, end: number, least: number): number {
  const first = Math.max(least, end - MAX_LOCAL)
  if (text[end - 1] === '"') {
    const quote = text.lastIndexOf('"', end - 2)
    return quote >= first && quote < end - 2 ? quote : end
  }
  let at = end
  while (at > first && !NOT_LOCAL.test(text[at - 1]!)) at--
  return at
}
