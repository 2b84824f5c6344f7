// What was wrong with a message, in words: what may mislead its reader stands by the text, the rest in the details.
import type { Language } from './needs.ts'
import { isSentence, type SentenceKey, say } from './sentences.ts'

/** Something of the message may be missing or differ from what was written. */
const MISLEADING = new Set(['too-many-parts', 'broken-mime', 'text-cut', 'raw-text', 'too-many-attachments'])

export interface DefectsInWords {
  readonly warnings: readonly string[]
  readonly defects: readonly string[]
}

/** The codes that the archive keeps, as sentences; what a code of another version means is not known. */
export function defectsInWords(codes: readonly string[], language: Language): DefectsInWords {
  const words = (code: string) => say(language, sentenceOf(code))
  return {
    warnings: codes.filter((code) => MISLEADING.has(code)).map(words),
    defects: codes.filter((code) => !MISLEADING.has(code)).map(words),
  }
}

function sentenceOf(code: string): SentenceKey {
  const key = `message.defect.${code}`
  return isSentence(key) ? key : 'message.defect.other'
}
