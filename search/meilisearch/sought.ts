// What is marked in the extracts of hits: the words asked, in all their forms.
import { askedWords, asksFileNames } from '../asked-words.ts'
import type { Query } from '../query/tree.ts'
import type { Sought } from '../sought.ts'
import type { Known } from './compile.ts'

export function soughtIn(query: Query, known: Pick<Known, 'forms'>): Sought {
  const asked = askedWords(query)
  return {
    words: new Set(asked.flatMap((one) => (one.kind === 'word' ? known.forms(one.word) : []))),
    rows: asked.flatMap((one) =>
      one.kind === 'word'
        ? []
        : [{ words: one.words, last: one.kind === 'prefix' ? ('beginning' as const) : ('word' as const) }],
    ),
    ...(asksFileNames(asked) && { where: 'file names' as const }),
  }
}
