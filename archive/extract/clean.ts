// \u00ad is a soft hyphen, the others have no width; 0xFFFE and 0xFFFF are no characters.
const UNSEEN = /[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff\ufffe\uffff]|[\u200b\u2060]/g
const LINE_ENDS = /\r\n?|[\x0b\x0c\x85\u2028\u2029]/g

/** Text to keep: NFC, line ends as LF, no control characters, blanks and empty lines one at a time, trimmed. */
export function cleanText(text: string): string {
  return text
    .replace(LINE_ENDS, '\n')
    .replace(UNSEEN, '')
    .toWellFormed()
    .normalize('NFC')
    .replace(/[^\S\n]{2,}/g, (run) => (run.includes('\t') ? '\t' : ' '))
    .replace(/\n[^\S\n]|[^\S\n]\n[^\S\n]?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}
