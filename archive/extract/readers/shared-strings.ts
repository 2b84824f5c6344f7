import { localName, type Package } from '../package.ts'
import type { Transcript } from '../transcript.ts'

const MOST_CHARS = 8_388_608 // of all strings together; cells that name a later one are empty

/** The texts that the cells of an xlsx refer to by number. */
export function sharedStrings(pack: Package, into: Transcript): string[] {
  const strings: string[] = []
  let current = ''
  let texts = 0
  let sounds = 0
  let length = 0
  pack.read(
    'xl/sharedStrings.xml',
    {
      open(name) {
        const local = localName(name)
        if (local === 't') texts++
        if (local === 'rPh') sounds++ // how Japanese is pronounced
      },
      text(text) {
        if (texts === 0 || sounds > 0 || length > MOST_CHARS) return
        current += text
        length += text.length
      },
      close(name) {
        const local = localName(name)
        if (local === 't') texts--
        if (local === 'rPh') sounds--
        if (local !== 'si') return
        if (length <= MOST_CHARS) strings.push(current)
        current = ''
      },
    },
    into,
  )
  if (length > MOST_CHARS) into.leaveOut()
  return strings
}
