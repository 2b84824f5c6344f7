// What somebody wrote at the top of a mail to one of our robots.
import { readableText } from '#mta/message/readable-text.ts'
import type { Original } from './original.ts'

const maxBytes = 256 * 1024 // an answer to a robot is short; of a longer mail nothing is understood

/** The first line with words, above any quotation; '' when there is none. */
export async function firstWords(original: Original): Promise<string> {
  if (!original.bytes || original.bytes.length > maxBytes) return ''
  const lines = (await readableText(original.bytes)).split('\n', 200).map((line) => line.trim())
  const first = lines.find((line) => line !== '')
  return first === undefined || isQuotation(first) ? '' : first.slice(0, 500)
}

function isQuotation(line: string): boolean {
  return line.startsWith('>') || /^(le|on) .{5,200}(a écrit|wrote)\s*:?$/i.test(line) || /^-{2,}/.test(line)
}
