/** Why a piece of a question was not taken as it stands; the catalogue has a sentence for each. */
export type NoteName =
  | 'too-long' // the rest is cut
  | 'too-many-words' // the rest is cut
  | 'too-deep' // parentheses in parentheses in …: the innermost are cut
  | 'open-quote' // never closed: searched as words
  | 'open-parenthesis' // never closed: taken as closed at the end
  | 'stray-parenthesis' // closes nothing: left out
  | 'lone-operator' // OU, NON with nothing to join: left out
  | 'empty-operator' // `de:` and nothing: the name is searched as a word
  | 'unknown-operator' // `foo:bar`: searched as words
  | 'bad-date' // searched as words
  | 'day-only' // the hour is left out, the day counts
  | 'bad-thread' // searched as words
  | 'unknown-kind' // `type:dwg`: searched in file names
  | 'unknown-thing' // `avec:lien`: searched as words
  | 'short-beginning' // `a*`: the star is left out
  | 'star-inside' // only a star at the end of a word is understood

/** What was not understood, or understood otherwise than one might think. */
export interface Note {
  readonly name: NoteName
  /** The piece of the question, at most NOTE_CHARS. */
  readonly text: string
  /** The known operator that looks like it, with its colon. */
  readonly nearest?: string
}

export const NOTE_CHARS = 60
export const MAX_NOTES = 12

/** A note about a piece of text, shortened. */
export function note(name: NoteName, text: string, nearest?: string): Note {
  const chars = [...text.trim()]
  const short = chars.length > NOTE_CHARS ? `${chars.slice(0, NOTE_CHARS - 1).join('')}…` : chars.join('')
  return nearest === undefined ? { name, text: short } : { name, text: short, nearest }
}

/** The first few notes, each once. */
export function worthSaying(notes: readonly Note[]): Note[] {
  const said = new Map(notes.map((one) => [`${one.name} ${one.text}`, one]))
  return [...said.values()].slice(0, MAX_NOTES)
}
