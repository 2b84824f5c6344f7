// What a file is. Its first bytes decide; its declared type and its name are asked only where they say nothing.

import type { FileToRead } from './extract.ts'
import { looksLikeText } from './looks-like-text.ts'

/** 'picture' stands for all that is seen or heard; 'ole' for old Office files and those locked with a password. */
export type Kind =
  | 'plain'
  | 'html'
  | 'calendar'
  | 'mail'
  | 'rtf'
  | 'pdf'
  | 'zip'
  | 'tnef'
  | 'ole'
  | 'picture'
  | 'not-known'

const MAGIC: readonly (readonly [at: number, magic: string, kind: Kind])[] = [
  [0, '%PDF-', 'pdf'],
  [0, 'PK\x03\x04', 'zip'],
  [0, 'PK\x05\x06', 'zip'],
  [0, '{\\rtf', 'rtf'],
  [0, '\x78\x9f\x3e\x22', 'tnef'],
  [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'ole'],
  [0, 'BEGIN:VCALENDAR', 'calendar'],
  [0, '\xff\xd8\xff', 'picture'],
  [0, '\x89PNG', 'picture'],
  [0, 'GIF8', 'picture'],
  [0, 'RIFF', 'picture'],
  [0, 'BM', 'picture'],
  [0, 'II*\0', 'picture'],
  [0, 'MM\0*', 'picture'],
  [0, '\0\0\x01\0', 'picture'],
  [0, 'ID3', 'picture'],
  [0, 'OggS', 'picture'],
  [0, 'fLaC', 'picture'],
  [0, '\x1aE\xdf\xa3', 'picture'],
  [4, 'ftyp', 'picture'],
  [0, '-----BEGIN PGP', 'picture'],
]
const SHORT_MAGIC = 3 // so few bytes also begin a text: « BM », « ID3 »
const PICTURE_NAMES =
  /\.(?:jpe?g|png|gif|webp|hei[cf]|tiff?|bmp|svg|mp[34]|m4[av]|mov|avi|mkv|webm|wav|ogg|aac|flac|asc|sig|p7s)$/i
const PDF_BEGINS_WITHIN = 1_024 // bytes, of a file that says that it is one (PDF 1.7, implementation note 13)

const ENDINGS: Readonly<Record<string, Kind>> = {
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  ics: 'calendar',
  ifb: 'calendar',
  eml: 'mail',
  mht: 'mail',
  mhtml: 'mail',
}

/** What a file is read as. */
export function kindOf(file: FileToRead): Kind {
  const head = file.bytes.toString('latin1', 0, PDF_BEGINS_WITHIN)
  const magic = MAGIC.find(([at, bytes]) => head.startsWith(bytes, at))
  if (magic !== undefined && (magic[1].length > SHORT_MAGIC || !looksLikeText(file.bytes))) return magic[2]
  const ending = /\.([a-z0-9]{1,8})$/i.exec(file.name)?.[1]?.toLowerCase() ?? ''
  if (head.includes('%PDF-') && (file.type === 'application/pdf' || ending === 'pdf')) return 'pdf'
  if (isPicture(file.type)) return 'picture'
  if (file.type === 'message/rfc822') return 'mail' // with whatever bytes in it
  if (!looksLikeText(file.bytes)) return 'not-known'
  return kindOfText(file.type, ending, head)
}

/** Whether a file might be read, by what a mail says of it before its bytes are looked at; `size` in bytes. */
export function mayHoldText({ name, type, size }: Omit<FileToRead, 'bytes'> & { size: number }): boolean {
  if (size === 0 || isPicture(type)) return false
  return type !== 'application/octet-stream' || !PICTURE_NAMES.test(name)
}

function isPicture(type: string): boolean {
  return /^(?:image|audio|video|font)\//.test(type) || /signature$|pgp-keys$/.test(type)
}

function kindOfText(type: string, ending: string, head: string): Kind {
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html'
  if (type === 'text/calendar') return 'calendar'
  const named = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined
  if (named !== undefined) return named
  return /^\s*<(?:!doctype html|html)[\s>]/i.test(head) ? 'html' : 'plain'
}
