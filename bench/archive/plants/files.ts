// Words that stand in attached files only.
import type { FileKind } from '../files/file.ts'
import type { Kind, Plant } from './plant.ts'

const COUNTS: readonly (readonly [kind: FileKind, count: number])[] = [
  ['pdf', 10],
  ['docx', 10],
  ['odt', 10],
  ['txt', 10],
  ['csv', 5],
  ['xlsx', 5],
  ['ods', 3],
  ['pptx', 5],
  ['odp', 3],
  ['rtf', 4],
  ['ics', 4],
  ['html', 4],
  ['winmail', 5],
]

/** A kind of question for each kind of file that has text. */
export const attachments: readonly Kind[] = COUNTS.map(([kind, count]) => ({
  name: `attach-${kind}`,
  count,
  question(seeds, n) {
    const word = seeds.rare(n % 2 === 0 ? 'accented' : 'plain')
    const text = `La rubrique ${word} figure à la page suivante.`
    const expect = Array.from({ length: 1 + (n % 3) }, (): Plant => ({ where: 'file', kind, text }))
    return { query: word, match: 'term', expect }
  },
}))
