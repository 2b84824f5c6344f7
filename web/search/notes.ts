// What was not understood, or understood otherwise than one might think, said in a sentence.
import type { EngineNote } from '#search/engine.ts'
import type { Note } from '#search/query/notes.ts'
import type { Language } from '../needs.ts'
import { type SentenceKey, say } from '../sentences.ts'
import { type Search, searchUrl } from './asked.ts'

/** A note for a page: what happened, and what may have been meant. */
export interface NoteLine {
  readonly text: string
  /** The same search with the name that is nearest. */
  readonly nearest?: { readonly name: string; readonly url: string }
}

export const noteSentence = (name: (Note | EngineNote)['name']): SentenceKey => `search.note.${name}`

export function noteLines(
  notes: readonly (Note | EngineNote)[],
  search: Search,
  language: Language,
): NoteLine[] {
  return notes.map((note) => ({
    text: say(language, noteSentence(note.name), { text: note.text }),
    ...nearest(note, search),
  }))
}

function nearest(note: Note | EngineNote, search: Search): Pick<NoteLine, 'nearest'> {
  if (!('nearest' in note) || note.nearest === undefined) return {}
  const colon = note.text.indexOf(':')
  const name = note.text.slice(0, colon + 1)
  if (colon === -1 || !search.typed.includes(name)) return {}
  const typed = search.typed.replace(name, () => note.nearest ?? name)
  return { nearest: { name: note.nearest, url: searchUrl('/search', { ...search, typed }) } }
}
