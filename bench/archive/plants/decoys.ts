// What is in the bytes of a mail and was not written for anybody to read: it must not be found.
import type { Kind, Unseen } from './plant.ts'

const decoy = (name: string, places: readonly Unseen[]): Kind => ({
  name,
  count: places.length,
  question(seeds, n) {
    const word = seeds.rare('plain')
    const place = places[n]!
    return {
      query: word,
      match: 'term',
      note: `only in ${place}: must not be found`,
      expect: [],
      reject: [
        { where: 'unseen', place, word },
        { where: 'unseen', place, word },
      ],
    }
  },
})

export const htmlHidden = decoy('html-hidden', ['style', 'comment', 'attribute', 'script', 'template'])
export const frame = decoy('decoy', ['header', 'boundary', 'preamble', 'picture'])
