// One pass over text in Latin letters, many times as fast as the definition in fold.ts, with which it agrees.
import { plainLetters } from './letters.ts'

// What a character is, found out when it is first seen.
const UNSEEN = 0
const BETWEEN_WORDS = 1
const LETTER = 2
const DIGIT = 3
const NOTHING = 4 // removed: the word goes on
const APOSTROPHE = 5
const SEVERAL = 6 // œ, ½
const OTHER_WRITING = 7

const kinds = new Uint8Array(0x10000) // by UTF-16 code unit
const plain = new Uint8Array(0x10000) // the ASCII letter or digit that it is read as
const several = new Map<number, Uint8Array>()
let scratch = Buffer.allocUnsafe(64 * 1024)
const MAX_SCRATCH = 4 * 1024 * 1024

// Letters that an apostrophe may cut off, five bits each.
const ELIDED = new Set(
  'l d j n s c m t qu jusqu lorsqu puisqu quoiqu presqu'
    .split(' ')
    .map((word) => [...word].reduce((sum, letter) => sum * 32 + letter.charCodeAt(0) - 96, 0)),
)
const LONGEST_ELIDED = 6
const SPACE = 32

/** As foldedText; undefined where a letter is not Latin. */
export function foldLatin(text: string, mark: string, wordChars: number): string | undefined {
  const out = room(text.length * 3 + 64)
  const most = out.length - 32
  const markCode = mark === '' ? 0 : mark.charCodeAt(0)
  let end = 0 // of what is written
  let before = 0 // where the word began, with its space and mark
  let begin = 0 // where its first letter is
  let length = 0 // of the word, cut or not; 0 between words
  let letters = 0 // in a row, up to here
  let tail = 0 // these letters, while they may be elided
  let elision = false // an apostrophe after them

  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    let kind = kinds[code] as number
    if (kind === LETTER && length > 0 && length < wordChars && !elision) {
      const byte = plain[code] as number // the common case, in few steps
      out[end++] = byte
      length++
      letters++
      tail = (tail << 5) | (byte - 96)
      continue
    }
    if (kind === UNSEEN) kind = see(code)
    if (kind === NOTHING) continue
    if (kind === APOSTROPHE && letters > 0 && letters <= LONGEST_ELIDED && !elision && ELIDED.has(tail)) {
      elision = true
      continue
    }
    if (kind === OTHER_WRITING) {
      if (!isSymbol(text, at)) return undefined
      at++ // the second half of it
      kind = BETWEEN_WORDS
    }
    const parts = kind === SEVERAL ? several.get(code) : undefined
    for (let part = 0; part < (parts?.length ?? 1); part++) {
      const byte = parts === undefined ? (plain[code] as number) : (parts[part] as number)
      const isLetter = byte >= 97
      if (elision) {
        if (isLetter) {
          length -= letters
          end = length === 0 ? before : begin + Math.min(length, wordChars)
        }
        elision = false
        length = 0
        letters = 0
        tail = 0
      }
      if (byte === SPACE || byte === 0) {
        length = 0
        letters = 0
        tail = 0
        continue
      }
      if (length === 0) {
        before = end
        if (end > 0) out[end++] = SPACE
        if (markCode !== 0) out[end++] = markCode
        begin = end
      }
      if (length < wordChars) out[end++] = byte
      length++
      if (isLetter) {
        letters++
        tail = (tail << 5) | (byte - 96) // more than six letters overflow: they are never asked for
      } else {
        letters = 0
        tail = 0
      }
    }
    if (end > most) return undefined
  }
  return out.toString('latin1', 0, end)
}

function see(code: number): number {
  const folded = plainLetters(String.fromCharCode(code))
  const kind = kindOf(code, folded)
  kinds[code] = kind
  if (kind === LETTER || kind === DIGIT) plain[code] = folded.charCodeAt(0)
  if (kind === SEVERAL) several.set(code, Buffer.from(folded.replace(/[^a-z0-9]/g, ' '), 'latin1'))
  return kind
}

function kindOf(code: number, folded: string): number {
  if (code >= 0xd800 && code <= 0xdfff) return OTHER_WRITING
  if (code === 0x27 || code === 0x2019 || code === 0x2032) return APOSTROPHE
  if (folded === '') return NOTHING
  if (/['\u2019\u02bc\u2032]/.test(folded)) return OTHER_WRITING
  if (/^[a-z]$/.test(folded)) return LETTER
  if (/^[0-9]$/.test(folded)) return DIGIT
  if (/^[^\p{L}\p{N}\p{M}]+$/u.test(folded)) return BETWEEN_WORDS
  if (/^(?:[a-z0-9]|[^\p{L}\p{N}\p{M}])+$/u.test(folded)) return SEVERAL
  return OTHER_WRITING
}

/** Whether a pair of surrogates stands here that is no letter: an emoji. */
function isSymbol(text: string, at: number): boolean {
  const code = text.codePointAt(at) ?? 0
  return (
    code > 0xffff && !/[\p{L}\p{N}\p{M}'\u2019\u2032]/u.test(String.fromCodePoint(code).normalize('NFKD'))
  )
}

function room(bytes: number): Buffer {
  if (bytes <= scratch.length) return scratch
  const larger = Buffer.allocUnsafe(bytes)
  if (bytes <= MAX_SCRATCH) scratch = larger
  return larger
}
