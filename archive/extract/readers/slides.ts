import type { Package } from '../package.ts'
import type { Transcript } from '../transcript.ts'
import { ooxmlText } from './ooxml-text.ts'

const BESIDES = /^ppt\/(?:comments\/[\w-]+|diagrams\/data\d*)\.xml$/

/** Reads a pptx: each slide with its notes, a page each; then comments and diagrams. */
export function readSlides(pack: Package, into: Transcript): undefined {
  for (const slide of pack.find(/^ppt\/slides\/slide\d+\.xml$/)) {
    into.beginPage()
    pack.read(slide, ooxmlText(into), into)
    into.add('\n\n')
    // Notes are numbered by themselves; the slide's relations name its own.
    let notes: string | undefined
    pack.read(
      slide.replace('slides/', 'slides/_rels/').concat('.rels'),
      {
        open(_, { Target = '' }) {
          notes = /notesSlides\/[\w-]+\.xml$/.exec(Target)?.[0] ?? notes
        },
      },
      into,
    )
    if (notes !== undefined) pack.read(`ppt/${notes}`, ooxmlText(into), into)
  }
  for (const part of pack.find(BESIDES)) {
    into.add('\n\n')
    pack.read(part, ooxmlText(into), into)
  }
}
