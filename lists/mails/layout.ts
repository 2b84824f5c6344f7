// The form of a mail, read from our sentences before anything is filled in: what fills a place inside a line stays in
// that line, what fills a line of its own may have several, and neither becomes a list or a link.
import { type Fillings, isLinked, onLines, onOneLine, type Piece, piecesOf } from './places.ts'

/** Lines that belong together; a rule parts what has nothing to do with each other. */
export interface Block {
  readonly kind: 'paragraph' | 'entries' | 'choices' | 'quote' | 'rule'
  readonly lines: readonly Line[]
}

interface Line {
  /** What stands before the line of a quotation in plain text. */
  readonly mark: string
  readonly pieces: readonly Piece[]
}

/** Between two answers in one mail. */
export const RULE: Block = {
  kind: 'rule',
  lines: [{ mark: '', pieces: [{ kind: 'words', text: '—' }] }],
}

/** A place that has a line to itself. */
const OWN_LINE = /^(\s*|> ?)\{(\w+)\}$/
/** Places right behind the end of a sentence: what fills them says itself where it begins. */
const BEHIND = /(?<=[.!?…:;»)}])(?:\{\w+\})+$/u
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
  if (written.trim() === '') return yield 'blank'
  const [, indent, name] = OWN_LINE.exec(written) ?? []
  if (name !== undefined && !isLinked(name)) return yield* givenLines(fillings[name] ?? '', indent)
  const behind = BEHIND.exec(written)
  const rest = [...(behind?.[0].matchAll(/\w+/g) ?? [])].map(([one]) => fillings[one] ?? '')
  const next = rest.findIndex((filling) => /^[\r\n]/.test(filling))
  const inLine = rest.slice(0, next < 0 ? rest.length : next).map(onOneLineAsItBegins)
  const line = quotedOrNot(written.slice(0, behind?.index), (text) => [
    ...piecesOf(text, fillings, language),
    ...inLine.filter((text) => text !== '').map((text) => ({ kind: 'given', text }) as const),
  ])
  if (line.pieces.some(({ text }) => text.trim() !== '')) yield line
  for (const filling of next < 0 ? [] : rest.slice(next)) {
    if (/^(?:\r?\n){2}/.test(filling)) yield 'blank'
    yield* givenLines(filling, '')
  }
}

function* givenLines(filling: string, indent = ''): Generator<Line | 'blank'> {
  for (const line of onLines(filling))
    if (line === '') yield 'blank'
    else yield quotedOrNot(`${indent}${line}`, asGiven)
}

/** « .{notes} » filled with another sentence: the space between them stays. */
const onOneLineAsItBegins = (filling: string): string =>
  `${/^\s/u.test(filling) ? ' ' : ''}${onOneLine(filling)}`.trimEnd()

const asGiven = (text: string): readonly Piece[] => [{ kind: 'given', text }]

function quotedOrNot(written: string, read: (text: string) => readonly Piece[]): Line {
  const mark = QUOTED.exec(written)?.[0] ?? ''
  return { mark, pieces: read(written.slice(mark.length)) }
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
  if (lines.length < 2) return 'paragraph'
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
