const SIGNATURE = '-- '

/**
 * Undoes format=flowed (RFC 3676): paragraphs become single lines. Ours because libmime's joins quoted lines with
 * their marks inside.
 */
export function unflow(text: string, delSp: 'keep-space' | 'delete-space'): string {
  const out: string[] = []
  let open: { depth: number; pieces: string[] } | undefined // a paragraph whose last line flows on
  const close = () => {
    if (open !== undefined) out.push(quoted(open.depth, open.pieces.join('')))
    open = undefined
  }
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)![0].length
    const content = line.slice(line[depth] === ' ' ? depth + 1 : depth) // space-stuffing, §4.4
    if (open !== undefined && (open.depth !== depth || content === SIGNATURE)) close()
    const flows = content.endsWith(' ') && content !== SIGNATURE
    const piece = flows && delSp === 'delete-space' ? content.slice(0, -1) : content
    open ??= { depth, pieces: [] }
    open.pieces.push(piece)
    if (!flows) close()
  }
  close()
  return out.join('\n')
}

function quoted(depth: number, content: string): string {
  if (depth === 0) return content
  return content === '' ? '>'.repeat(depth) : `${'>'.repeat(depth)} ${content}`
}
