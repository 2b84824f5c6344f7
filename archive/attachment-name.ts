import libmime from 'libmime'
import { oneLine } from '#mta/message/words.ts'

const MAX_NAME = 150 // characters, its extension included
const DIRECTION_MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g // they can make "gpj.exe" read "exe.jpg"
// What an unnamed part is called, by its type; others are « piece-jointe ».
const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^message\/rfc822$/, 'message.eml'],
  [/^text\/calendar$/, 'invitation.ics'],
  [/^message\//, 'rapport.txt'],
  [/^application\/(?:pgp|pkcs7|x-pkcs7)-signature$/, 'signature'],
  [/^image\//, 'image'],
  [/^audio\//, 'son'],
  [/^video\//, 'video'],
  [/^text\//, 'texte'],
]

/** The name a part is shown and downloaded under: no path, no control or direction mark, never empty. */
export function attachmentName(filename: string | undefined, type: string, n: number): string {
  const last = oneLine(filename?.slice(-1_000) ?? '')
    .replace(DIRECTION_MARKS, '')
    .split(/[/\\]/)
    .findLast((piece) => /[^.\s]/.test(piece))
  const name = last?.normalize('NFC').replace(/^[.\s]+|[.\s]+$/g, '') ?? ''
  return name === '' ? unnamed(type, n) : shortened(name)
}

function unnamed(type: string, n: number): string {
  const word = KINDS.find(([pattern]) => pattern.test(type))?.[1] ?? 'piece-jointe'
  const extension = libmime.detectExtension(type)
  const [stem, own = extension] = word.split('.')
  return `${stem}-${n}.${own}`
}

function shortened(name: string): string {
  if (name.length <= MAX_NAME) return name
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return `${name.slice(0, MAX_NAME - extension.length - 1)}…${extension}`.toWellFormed()
}
