// The form of a mail, read from our sentences before anything is filled in: what fills a place inside a line stays in
// that line, what fills a line of its own may have several, and neither becomes a list or a link.
import { type Fillings, onLines, type Piece, piecesOf } from './places.ts'

/** Lines that belong together. */
export interface Block {
  readonly kind: 'paragraph' | 'entries' | 'choices' | 'quote'
  readonly lines: readonly Line[]
}

interface Line {
  /** What stands before the line of a quotation in plain text. */
  readonly mark: string
  readonly pieces: readonly Piece[]
  readonly whose: 'ours' | 'given'
}

const OWN_LINE = /^(\s*|> ?)\{(\w+)\}$/
const QUOTED = /^(?: {4}|> ?)/
const CHOICE = /^\d{1,2}[.)]? /
const ENTRY = /\S\s?: /u

/** The blocks of a sentence, filled; places that nothing fills leave no empty line behind. */
export function layOut(sentence: string, fillings: Fillings, language: 'fr' | 'en'): readonly Block[] {
  const blocks: Line[][] = [[]]
  for (const written of sentence.split('\n'))
    for (const line of linesOf(written, fillings, language))
      if (line === 'blank') blocks.push([])
      else blocks.at(-1)!.push(line)
  return blocks.filter((lines) => lines.length > 0).flatMap(apart)
}

function* linesOf(written: string, fillings: Fillings, language: 'fr' | 'en'): Generator<Line | 'blank'> {
  const own = OWN_LINE.exec(written)
  const given = own && onLines(fillings[own[2]!] ?? '')
  // A link, or one line: as if it stood in a sentence.
  if (own && given!.length !== 1) {
    for (const line of given!) yield line === '' ? 'blank' : quotedOrNot(`${own[1]}${line}`, 'given', asGiven)
    return
  }
  if (written.trim() === '') yield 'blank'
  else {
    const line = quotedOrNot(written, 'ours', (text) => piecesOf(text, fillings, language))
    if (line.pieces.some(({ text }) => text.trim() !== '')) yield line
  }
}

const asGiven = (text: string): readonly Piece[] => [{ kind: 'given', text }]

function quotedOrNot(written: string, whose: Line['whose'], read: (text: string) => readonly Piece[]): Line {
  const mark = QUOTED.exec(written)?.[0] ?? ''
  return { mark, pieces: read(written.slice(mark.length)), whose }
}

/** Quotations apart from what stands right before or after them. */
function apart(lines: readonly Line[]): readonly Block[] {
  const runs: Line[][] = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (run && (run[0]!.mark === '') === (line.mark === '')) run.push(line)
    else runs.push([line])
  }
  return runs.map((run) => ({ kind: kindOf(run), lines: run }))
}

function kindOf(lines: readonly Line[]): Block['kind'] {
  if (lines[0]!.mark !== '') return 'quote'
  if (lines.length < 2 || lines.some(({ whose }) => whose === 'given')) return 'paragraph'
  const begin = (pattern: RegExp) =>
    lines.map(({ pieces: [first] }) => first?.kind === 'words' && pattern.test(first.text))
  if (begin(CHOICE).every(Boolean)) return 'choices'
  const labelled = begin(ENTRY)
  const isEntry = ({ pieces }: Line, at: number) => {
    const last = pieces.at(-1)!.kind
    return labelled[at] || last === 'address' || last === 'page'
  }
  return lines.every(isEntry) ? 'entries' : 'paragraph'
}
