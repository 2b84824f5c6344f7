// Which characters the bytes of a part stand for, whatever its label says.

import { isAscii, isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { guessText } from './words.ts'

/** Text, and whether the declared charset was wrong or unknown. */
export interface Decoded {
  readonly text: string
  readonly isGuess: boolean
}

const MAX_DECODERS = 100
const decoders = new Map<string, TextDecoder>() // making one costs more than a mail's text
const WESTERN = new Set(['windows-1252', 'iso-8859-15'])

/**
 * Decodes a part's bytes. A label that the bytes contradict is not believed: UTF-8 that isn't becomes
 * windows-1252, and Western text that happens to be UTF-8 is read as that.
 */
export function decodeCharset(bytes: Buffer, declared: string | undefined): Decoded {
  const label = declared?.trim().replace(/^["']|["']$/g, '') ?? ''
  if (label === '' || /^(?:us-)?ascii$|^unknown|bit$/i.test(label))
    return { text: guessText(bytes), isGuess: false }
  const decoder = decoderFor(label)
  if (decoder === undefined) return { text: guessText(bytes), isGuess: true }
  if (decoder.encoding === 'utf-8') return { text: guessText(bytes), isGuess: !isUtf8(bytes) }
  // "unicode" and the like mean UTF-16 to a browser; without a NUL it can't be Western text in UTF-16.
  const isDoubted = decoder.encoding.startsWith('utf-16') && !bytes.includes(0)
  if (isDoubted || (WESTERN.has(decoder.encoding) && !isAscii(bytes) && isUtf8(bytes))) {
    return { text: guessText(bytes), isGuess: true }
  }
  return { text: decoder.decode(bytes), isGuess: false }
}

// Labels by the WHATWG Encoding Standard (iso-8859-1 means windows-1252), which every browser agrees on.
function decoderFor(label: string): TextDecoder | undefined {
  const known = decoders.get(label)
  if (known !== undefined) return known
  try {
    const decoder = new TextDecoder(label)
    if (decoders.size < MAX_DECODERS) decoders.set(label, decoder)
    return decoder
  } catch {
    return undefined
  }
}
