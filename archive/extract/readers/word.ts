import type { Package } from '../package.ts'
import type { Transcript } from '../transcript.ts'
import { ooxmlText } from './ooxml-text.ts'

const BESIDES = /^word\/(?:footnotes|endnotes|comments|(?:header|footer)\d*|diagrams\/data\d*)\.xml$/

/** Reads a docx: the text, then notes, comments, headers and footers. */
export function readWord(pack: Package, main: string, into: Transcript): undefined {
  for (const part of [main, ...pack.find(BESIDES)]) {
    pack.read(part, ooxmlText(into), into)
    into.add('\n\n')
  }
}
