// Kinds of file, as people name them.
import { foldedWords } from '../fold.ts'

export type FileKind =
  | 'pdf'
  | 'document'
  | 'sheet'
  | 'slides'
  | 'image'
  | 'sound'
  | 'video'
  | 'text'
  | 'page'
  | 'calendar'
  | 'contact'
  | 'message'
  | 'archive'

// Folded, singular; the first is the one that printQuery writes, with its accents.
const NAMES: Readonly<Record<FileKind, readonly string[]>> = {
  pdf: ['pdf'],
  document: ['document', ...words('doc docx odt rtf word writer pages traitement')],
  sheet: ['tableur', ...words('tableau xls xlsx ods excel calc sheet spreadsheet feuille csv')],
  slides: ['présentation', ...words('diaporama diapo ppt pptx odp powerpoint impress slide presentation')],
  image: ['image', ...words('photo photographie picture jpg jpeg png gif heic webp tiff tif bmp svg')],
  sound: ['son', ...words('audio sound musique music enregistrement mp3 wav ogg m4a opus flac')],
  video: ['vidéo', ...words('video film movie mp4 mov avi mkv webm')],
  text: ['texte', ...words('text txt md')],
  page: ['page', ...words('html htm web')],
  calendar: ['calendrier', ...words('calendar agenda ics ical invitation evenement event')],
  contact: ['contact', ...words('vcf vcard carte')],
  message: ['courriel', ...words('mail email message eml msg')],
  archive: ['archive', ...words('zip rar 7z tar gz tgz')],
}

const NAMED = new Map(
  Object.entries(NAMES).flatMap(([kind, names]) =>
    names.map((name) => [foldedWords(name).join(' '), kind as FileKind]),
  ),
)

/** The kind of file that somebody means by a word: its name, a usual extension, a program. */
export function fileKindNamed(text: string): FileKind | undefined {
  const name = foldedWords(text).join(' ')
  return NAMED.get(name) ?? NAMED.get(name.replace(/s$/, '')) ?? (name === 'tableaux' ? 'sheet' : undefined)
}

/** The name of a kind in the language of queries. */
export function nameOfFileKind(kind: FileKind): string {
  return NAMES[kind][0] ?? kind
}

function words(text: string): string[] {
  return text.split(' ')
}
