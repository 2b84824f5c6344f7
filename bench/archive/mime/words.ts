// What is not ASCII in a header (RFC 2047).
import { type Charset, encode, holds } from './charset.ts'

const BYTES_A_WORD = 36

/** Encoded words where needed, cut between letters wherever they are full: in the middle of a word as often as not. */
export function encodedWords(text: string, charset: Charset, coding: 'Q' | 'B'): string {
  if (/^[ -~]*$/.test(text)) return text
  const used = holds(charset, text) ? charset : 'utf-8'
  const chunks = ['']
  for (const letter of text) {
    if (Buffer.byteLength(chunks.at(-1) + letter) > BYTES_A_WORD) chunks.push('')
    chunks[chunks.length - 1] += letter
  }
  return chunks.map((chunk) => `=?${used}?${coding}?${coded(encode(chunk, used), coding)}?=`).join('\n ')
}

function coded(bytes: Buffer, coding: 'Q' | 'B'): string {
  if (coding === 'B') return bytes.toString('base64')
  return bytes
    .toString('latin1')
    .replace(/[^A-Za-z0-9 ]/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
    .replaceAll(' ', '_')
}

/** A mailbox as a header has it (RFC 5322 §3.4). */
export function mailbox(name: string, address: string, charset: Charset, coding: 'Q' | 'B'): string {
  const shown = /^[ -~]*$/.test(name) && /[^A-Za-z0-9 -]/.test(name) ? `"${name}"` : name
  return `${shown === name ? encodedWords(name, charset, coding) : shown} <${address}>`
}
