import { charset } from './charsets.ts'
import { frame, htmlHidden } from './decoys.ts'
import { attachments } from './files.ts'
import { apostrophe, compound, elision, english, exact, fold, ligature, stem } from './forms.ts'
import { htmlInside, htmlOnly, overLines } from './pages.ts'
import { fileName, forwarded, newOnly, quotedOnly, quotedToo, signature, subject } from './places.ts'
import type { Kind } from './plant.ts'
import { and, longLine, phrase, prefix, rare, without } from './words.ts'

/** Every kind of question. To add one: a value, and its name here. */
export const kinds: readonly Kind[] = [
  rare,
  phrase,
  and,
  without,
  prefix,
  longLine,
  fold,
  ligature,
  elision,
  apostrophe,
  stem,
  exact,
  compound,
  english,
  subject,
  fileName,
  forwarded,
  quotedToo,
  quotedOnly,
  newOnly,
  signature,
  htmlOnly,
  htmlInside,
  overLines,
  htmlHidden,
  frame,
  charset,
  ...attachments,
]
