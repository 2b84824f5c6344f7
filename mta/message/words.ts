// How the text of a header field is written and read: RFC 2047 words, raw 8-bit bytes.

import libmime from 'libmime'
import { encodeWords as encode } from 'nodemailer/lib/mime-funcs'

/** Longest field value that is decoded for people, in characters; the rest is cut. */
export const MAX_DECODED = 16_384
const MAX_ENCODED_WORD = 64 // of 75 (RFC 2047 §2), so that one still fits beside a field's name
const utf8 = new TextDecoder('utf-8')
const windows1252 = new TextDecoder('windows-1252')

/** Bytes of an unknown charset as text: UTF-8 if most of what is beyond ASCII reads as that, else windows-1252. */
export function guessText(bytes: Uint8Array): string {
  const text = utf8.decode(bytes)
  if (!text.includes('\ufffd')) return text
  let broken = 0
  let whole = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken++
    else if (code >= 0x80) whole++
  }
  return broken > whole ? windows1252.decode(bytes) : text
}

/** A field value, its bytes as latin1 characters, decoded for people: one line, no control characters. */
export function decodeText(value: string): string {
  return readWords(guessLatin1(value.slice(0, MAX_DECODED)))
}

/** Text with RFC 2047 words, decoded for people: one line, no control characters. */
export function readWords(text: string): string {
  const bounded = text.slice(0, MAX_DECODED)
  return oneLine(bounded.includes('=?') ? libmime.decodeWords(bounded) : bounded)
}

/** Latin1 characters that stand for bytes become text; a string that is text already stays. */
export function guessLatin1(value: string): string {
  if (!/[\x80-\uffff]/.test(value)) return value
  return /[\u0100-\uffff]/.test(value) ? value : guessText(Buffer.from(value, 'latin1'))
}

/** Control characters and runs of white space become one space; broken surrogates are replaced. */
export function oneLine(text: string): string {
  return text
    .replace(/[\x00-\x20\x7f-\x9f\u2028\u2029]+/g, ' ')
    .trim()
    .toWellFormed()
}

/** Unstructured text for a header field, its non-ASCII words encoded in pieces that fit a line (RFC 2047). */
export function encodeWords(text: string): string {
  return encoded(oneLine(text), 'needed')
}

/** A display name for a header field: quoted, or encoded as a whole when it isn't ASCII (RFC 2047 §5). */
export function encodePhrase(text: string): string {
  const line = oneLine(text)
  return isPlain(line) ? `"${line.replace(/["\\]/g, '\\$&')}"` : encoded(line, 'all')
}

function encoded(line: string, which: 'needed' | 'all'): string {
  if (isPlain(line)) return line
  return encode(line, mostlyAscii(line) ? 'Q' : 'B', MAX_ENCODED_WORD, which === 'all')
}

function isPlain(line: string): boolean {
  return !/[\x80-\uffff]/.test(line) && !line.includes('=?')
}

function mostlyAscii(line: string): boolean {
  return (line.match(/[\x20-\x7e]/g)?.length ?? 0) * 2 > line.length
}
