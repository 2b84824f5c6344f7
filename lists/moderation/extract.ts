/** Of a message's text, so much is shown to who decides: characters, lines, and characters of one line. */
const MOST = { chars: 3_000, lines: 60, width: 300 }

/** The beginning of a text as a quotation: nothing in it can be taken for an answer. */
export function quoted(text: string): string {
  const lines = text.slice(0, MOST.chars).split('\n')
  const shown = lines
    .slice(0, MOST.lines)
    .map((line) => `> ${clean(line)}`.trimEnd())
    .join('\n')
  const cut = text.length > MOST.chars || lines.length > MOST.lines
  return cut ? `${shown}\n> […]` : shown
}

// Marks of direction and other invisible characters would show another text than what is there.
function clean(line: string): string {
  const plain = line.replace(/[\p{C}\u2028\u2029]+/gu, ' ')
  return plain.length > MOST.width ? `${plain.slice(0, MOST.width)}…` : plain
}
