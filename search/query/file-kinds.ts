// Kinds of file, as people name them: by a French or English word, a program, or the end of a file's name.
import { type FileKind, kindOf } from '#archive/file-kinds.ts'
import { foldedWords, plainLetters } from '../fold.ts'

// Singular. The first is the one that printQuery writes.
const NAMES: Readonly<Record<FileKind, string>> = {
  pdf: 'pdf',
  document: 'document word writer traitement',
  sheet: 'tableur tableau excel calc sheet spreadsheet feuille',
  slides: 'présentation diaporama diapo powerpoint impress slide',
  image: 'image photo photographie picture',
  sound: 'son audio sound musique music enregistrement',
  video: 'vidéo film movie',
  text: 'texte text',
  page: 'page web',
  calendar: 'calendrier calendar agenda ical invitation évènement event',
  contact: 'contact vcard',
  message: 'courriel mail email message',
  archive: 'archive',
  other: 'autre other',
}

const NAMED = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names.split(' ').map((name) => [plainLetters(name), kind as FileKind] as const),
  ),
)

/** The kind of file that somebody means by a word. */
export function fileKindNamed(text: string): FileKind | undefined {
  const words = foldedWords(text)
  const name = words[0]
  if (name === undefined || words.length > 1) return undefined
  const named = NAMED.get(name) ?? NAMED.get(name.replace(/[sx]$/, ''))
  if (named !== undefined) return named
  const byEnding = kindOf({ name: `file.${name}`, type: '' })
  return byEnding === 'other' ? undefined : byEnding
}

/** The name of a kind in the language of queries. */
export function nameOfFileKind(kind: FileKind): string {
  return NAMES[kind].split(' ')[0] ?? kind
}
