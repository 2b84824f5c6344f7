// What somebody wrote at the top of a mail to one of our robots.
import { simpleParser } from 'mailparser'
import type { Original } from './original.ts'

const maxBytes = 256 * 1024 // an answer to a robot is short; of a longer mail nothing is understood

/** The first line with words, above any quotation; '' when there is none. */
export async function firstWords(original: Original): Promise<string> {
  if (!original.bytes || original.bytes.length > maxBytes) return ''
  try {
    const { text = '' } = await simpleParser(original.bytes, {
      skipImageLinks: true,
      skipTextToHtml: true,
      skipTextLinks: true,
    })
    const lines = text.split('\n', 200).map((line) => line.trim())
    const first = lines.find((line) => line !== '')
    return first === undefined || isQuotation(first) ? '' : first.slice(0, 500)
  } catch {
    return ''
  }
}

function isQuotation(line: string): boolean {
  return line.startsWith('>') || /^(le|on) .{5,200}(a écrit|wrote)\s*:?$/i.test(line) || /^-{2,}/.test(line)
}
