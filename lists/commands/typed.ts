// What the author of a mail to our robots typed: without quotations and signature.
import { ownText } from '#mta/message/quotes.ts'

/** Lines that count: an answer to a robot is short, the longest is a list of people to add. */
const MOST_LINES = 700
const MOST_CHARS = 60_000
/** What telephones and mail programs put under an answer. */
const ADDED =
  /^(?:envoy[ée] (?:de(?:puis)?|avec|[àa] partir de) .*|sent from .*|t[ée]l[ée]charger outlook.*|get outlook.*|_{5,}|--)$/i

/** The lines with words, in order, trimmed. */
export function typedLines(text: string): string[] {
  const lines = ownText(text.slice(0, MOST_CHARS).replaceAll('\r', ''))
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const end = lines.findIndex((line) => ADDED.test(line))
  return lines.slice(0, end === -1 ? MOST_LINES : Math.min(end, MOST_LINES))
}
