// What kind of file an attachment is, for people: by the end of its name, which its sender's program seldom gets wrong,
// else by the type declared.

const EXTENSIONS = {
  pdf: 'pdf',
  document: 'doc docx docm dot rtf odt ott pages epub',
  sheet: 'xls xlsx xlsm ods ots csv tsv numbers',
  slides: 'ppt pptx pps ppsx odp key',
  image: 'jpg jpeg png gif webp avif heic heif tif tiff bmp svg odg',
  sound: 'mp3 m4a ogg oga opus wav flac aac amr',
  video: 'mp4 m4v mov avi mkv webm ogv 3gp wmv',
  text: 'txt md tex log',
  page: 'html htm xhtml',
  calendar: 'ics vcs',
  contact: 'vcf ldif',
  message: 'eml msg mbox',
  archive: 'zip gz tgz bz2 xz 7z rar tar',
} as const

/** The kinds, as the query language calls them too. */
export type FileKind = keyof typeof EXTENSIONS | 'other'

const TYPES: Partial<Record<FileKind, readonly string[]>> = {
  pdf: ['application/pdf', 'application/x-pdf'],
  document: [
    'application/msword',
    'application/rtf',
    'text/rtf',
    'application/vnd.oasis.opendocument.text',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  ],
  sheet: [
    'text/csv',
    'application/vnd.ms-excel',
    'application/vnd.oasis.opendocument.spreadsheet',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ],
  slides: [
    'application/vnd.ms-powerpoint',
    'application/vnd.oasis.opendocument.presentation',
    'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  ],
  page: ['text/html', 'application/xhtml+xml'],
  calendar: ['text/calendar'],
  contact: ['text/vcard', 'text/x-vcard', 'text/directory'],
  message: ['application/mbox'],
  archive: ['application/zip', 'application/gzip', 'application/x-7z-compressed', 'application/x-tar'],
}

/** By the first half of the media type, where nothing more precise is known. */
const FAMILIES: Record<string, FileKind> = {
  text: 'text',
  image: 'image',
  audio: 'sound',
  video: 'video',
  message: 'message',
}

const entries = Object.entries as <V>(table: Partial<Record<FileKind, V>>) => [FileKind, V][]
const extensions = new Map(
  entries(EXTENSIONS).flatMap(([kind, words]) => words.split(' ').map((word) => [word, kind] as const)),
)
const types = new Map(entries(TYPES).flatMap(([kind, names]) => names.map((name) => [name, kind] as const)))

/** The kind of a file; `type` is its media type, lower case. */
export function kindOf({ name, type }: { readonly name: string; readonly type: string }): FileKind {
  const extension = /\.([^.]{1,5})$/.exec(name)?.[1]?.toLowerCase() ?? '-'
  return extensions.get(extension) ?? types.get(type) ?? FAMILIES[type.split('/', 1)[0]!] ?? 'other'
}

/** The same in SQL, for a file `a(name, type)`; its bindings follow. */
export const KIND = `coalesce(
  ?::jsonb ->> lower(substring(a.name from '\\.([^.]{1,5})$')),
  ?::jsonb ->> a.type,
  ?::jsonb ->> split_part(a.type, '/', 1),
  'other')`

export const KIND_BINDINGS: readonly string[] = [
  JSON.stringify(Object.fromEntries(extensions)),
  JSON.stringify(Object.fromEntries(types)),
  JSON.stringify(FAMILIES),
]

/** Whether there is such a kind. */
export function isFileKind(kind: unknown): kind is FileKind {
  return kind === 'other' || (typeof kind === 'string' && Object.hasOwn(EXTENSIONS, kind))
}
