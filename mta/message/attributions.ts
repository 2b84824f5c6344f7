// How mailers introduce what they quote, in French and English: « Le …, Jean a écrit : », "On … wrote:",
// « -----Message d'origine----- », « De : … Envoyé : … ».

/** Where an unmarked quote begins, which then goes on to the end. */
export interface Original {
  readonly from: number // index of its first line
  readonly attribution: string
}

const MAX_LINES = 4 // an attribution is wrapped into at most so many lines
const MAX_LINE = 300 // characters of a line that may be one
const WROTE = /(?:a écrit|écrivait|wrote|writes|schrieb|ha scritto|escribió)\s?:?\s*$/iu
const DATED = /^(?:Le|On|Am|Il|El)\s.*\d/u
const ORIGINAL =
  /^-{2,}\s*(?:Message d['’]origine|Mail original|Courriel original|Original Message)\s*-{2,}$/iu
const FORWARDED =
  /^(?:-{2,}\s*(?:Forwarded message|Message transféré|Message transmis|Message réexpédié|Courriel transféré)\s*-{2,}|Début du message (?:réexpédié|transféré)\s?:|Begin forwarded message:)$/iu
const WRITER = /^\*?(?:De|From|Von)\s?:\*?\s/u
const HEADING = /^\*?(?:De|From|Envoyé|Sent|Date|À|A|To|Cc|Objet|Subject|Von|Gesendet|An|Betreff)\s?:/u
const MAX_HEADINGS = 8 // lines

/** The attribution at the end of these lines, above a quote, and how many lines it and the gap take. */
export function attributionBefore(lines: readonly string[]): { attribution?: string; count: number } {
  let end = lines.length
  while (end > 0 && lines.length - end < 2 && lines[end - 1]!.trim() === '') end--
  let single: { attribution: string; count: number } | undefined
  for (let from = end - 1; from >= 0 && end - from <= MAX_LINES; from--) {
    if (lines[from]!.length > MAX_LINE || lines[from]!.trim() === '') break
    if (from < end - 1 && /[.!?…]\s*$/.test(lines[from]!)) break // the end of a sentence of the writer's own
    const attribution = joined(lines.slice(from, end))
    if (!WROTE.test(attribution)) continue
    const found = { attribution, count: lines.length - from }
    if (DATED.test(attribution)) return found
    single ??= found
  }
  return single ?? { count: 0 }
}

/** « Le …, X a écrit : » here, when no `>` follows it. */
export function attributionAt(
  lines: readonly string[],
  at: number,
  isQuoted: (line: string) => boolean,
): Original | undefined {
  if (!DATED.test(lines[at]!.slice(0, MAX_LINE)) && !/^(?:Le|On)\s/.test(lines[at]!)) return undefined
  for (let end = at + 1; end <= lines.length && end - at <= MAX_LINES; end++) {
    const attribution = joined(lines.slice(at, end))
    if (attribution.length > MAX_LINE * 2 || lines[end - 1]!.trim() === '') return undefined
    if (!WROTE.test(attribution) || !attribution.endsWith(':') || !DATED.test(attribution)) continue
    const next = lines.slice(end, end + 3).find((line) => line.trim() !== '')
    return next === undefined || isQuoted(next) ? undefined : { from: end, attribution }
  }
  return undefined
}

/** A mailer's separator, or Outlook's block of headings, here. What follows « Message transféré » is none. */
export function originalAt(lines: readonly string[], at: number): Original | undefined {
  const line = lines[at]!.slice(0, MAX_LINE).trim()
  if (ORIGINAL.test(line)) {
    const headings = headingsAt(lines, at + 1)
    return { from: headings?.end ?? at + 1, attribution: headings?.writer ?? line }
  }
  if (!WRITER.test(line)) return undefined
  const above = lines.slice(Math.max(0, at - 3), at).findLast((each) => each.trim() !== '')
  if (above !== undefined && FORWARDED.test(above.trim())) return undefined
  const headings = headingsAt(lines, at)
  return headings && { from: headings.end, attribution: headings.writer }
}

function headingsAt(lines: readonly string[], from: number): { end: number; writer: string } | undefined {
  let at = from
  while (lines[at]?.trim() === '' && at - from < 2) at++
  let headings = 0
  let writer = ''
  for (; at < lines.length && headings < MAX_HEADINGS && HEADING.test(lines[at]!.trim()); at++) {
    headings++
    if (WRITER.test(lines[at]!.trim())) writer = lines[at]!.slice(0, MAX_LINE).replaceAll('*', '').trim()
  }
  return headings >= 3 && writer !== '' ? { end: at, writer } : undefined
}

function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).join(' ')
}
