// An xlsx: each sheet under its name, a row a line, cells apart by tabs (ECMA-376 part 1, §18).

import { localName, type Package } from '../package.ts'
import type { Transcript } from '../transcript.ts'
import { ooxmlText } from './ooxml-text.ts'
import { sharedStrings } from './shared-strings.ts'

const DIGITS = 12 // of a number: what floating point adds beyond is noise

/** Reads an xlsx: texts and numbers as they are stored; formulas are their results. */
export function readSpreadsheet(pack: Package, into: Transcript): undefined {
  const strings = sharedStrings(pack, into)
  for (const { name, part } of sheets(pack, into)) {
    if (into.isFull) return
    into.beginPage()
    into.add(`${name}\n`)
    readSheet(pack, part, strings, into)
  }
  for (const part of pack.find(/^xl\/(?:comments|threadedComments)[\w/-]*\.xml$/)) {
    into.add('\n\n')
    pack.read(part, ooxmlText(into), into)
  }
}

function sheets(pack: Package, into: Transcript): { name: string; part: string }[] {
  const targets = new Map<string, string>()
  pack.read(
    'xl/_rels/workbook.xml.rels',
    { open: (_, { Id = '', Target = '' }) => targets.set(Id, Target.replace(/^\/?(?:xl\/)?/, 'xl/')) },
    into,
  )
  const found: { name: string; part: string }[] = []
  pack.read(
    'xl/workbook.xml',
    {
      open(name, attributes) {
        if (localName(name) !== 'sheet') return
        const part = targets.get(attributes['r:id'] ?? '')
        if (part !== undefined) found.push({ name: attributes.name ?? '', part })
      },
    },
    into,
  )
  return found
}

function readSheet(pack: Package, part: string, strings: readonly string[], into: Transcript): void {
  let type = ''
  let value = ''
  let isValue = false
  pack.read(
    part,
    {
      open(name, attributes) {
        const local = localName(name)
        if (local === 'c') {
          type = attributes.t ?? 'n'
          value = ''
        }
        if (local === 'v' || local === 't') isValue = true
      },
      text(text) {
        if (isValue) value += text
      },
      close(name) {
        const local = localName(name)
        if (local === 'v' || local === 't') isValue = false
        if (local === 'c' && value !== '') into.add(`${shown(type, value, strings)}\t`)
        if (local === 'row') into.add('\n')
      },
    },
    into,
  )
}

// « s » is the number of a shared string, « n » a number, « b » true or false; the others stand as they are.
function shown(type: string, value: string, strings: readonly string[]): string {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return ''
  if (type !== 'n') return value
  const number = Number(value)
  return Number.isFinite(number) ? String(Number(number.toPrecision(DIGITS))) : value
}
