import { localName } from '../package.ts'
import type { Transcript } from '../transcript.ts'
import type { XmlListener } from '../xml.ts'

// Said twice: what old programs show instead, and a moved passage in its old place.
const UNREAD = new Set(['Fallback', 'moveFrom'])

/** Takes down the text of WordprocessingML and DrawingML (ECMA-376): paragraphs and table rows, a line each. */
export function ooxmlText(into: Transcript): XmlListener {
  let texts = 0
  let unread = 0
  let cells = 0
  return {
    open(name, attributes) {
      const local = localName(name)
      if (UNREAD.has(local)) unread++
      if (local === 't' || local === 'text') texts++
      if (local === 'tc') cells++
      if (local === 'br' || local === 'cr') into.add('\n')
      // With attributes it is a tab stop of the paragraph's style.
      if (local === 'tab' && Object.keys(attributes).length === 0) into.add('\t')
      if (local === 'noBreakHyphen') into.add('-')
    },
    text(text) {
      if (texts > 0 && unread === 0) into.add(text)
    },
    close(name) {
      const local = localName(name)
      if (UNREAD.has(local)) unread--
      if (local === 't' || local === 'text') texts--
      if (local === 'p') into.add(cells > 0 ? ' ' : '\n')
      if (local === 'tr') into.add('\n')
      if (local !== 'tc') return
      cells--
      into.add('\t')
    },
  }
}
