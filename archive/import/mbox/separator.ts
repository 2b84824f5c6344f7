// The `From ` line between two mails of an mbox (RFC 4155, appendix A), told apart from a line of text that
// begins with « From » and that nobody quoted: it has an address and a date, and a header follows it.

import { mailDate } from '#mta/message/mail-date.ts'

/** A separator: `end` is the offset of the byte after its line. */
export interface Separator {
  readonly end: number
  readonly receivedAt?: Date
  /** Written by a program that quotes every `From ` line so that it can be undone (mboxrd). */
  readonly quoting: 'mboxrd' | 'unknown'
}

/** The sender that marks an mbox whose quoting is mboxrd; git and public-inbox write it, and so do we. */
export const MBOXRD = 'mboxrd@z'
/** How many bytes from its beginning decide whether a line separates. */
export const SEPARATOR_LOOK = 1_024

const MAX_LINE = 512 // bytes
const LF = 10
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec'
// What nearly all are: read without trying anything else.
const USUAL = /^From (\S+) +[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d):(\d\d) (\d{4})$/
const LINE =
  /^From (?:(\S+|\S+ (?:at|à) \S+|"[^"]*"@\S+)?[ \t]+)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?[ \t]+(.+)$/i
const ASCTIME =
  /^([a-z]{3}) +(\d{1,2}) +(\d{1,2}:\d{2}(?::\d{2})?)(?: +([+-]\d{4}|[a-z]{3,5}))? +(\d{4})(?: +([+-]\d{4}|[a-z]{3,5}))?(?: +remote from .*)?$/i
const MAIL_DATE = /^\d{1,2} +[a-z]{3} +\d{4} +\d{1,2}:\d{2}(?::\d{2})?(?: +(?:[+-]\d{4}|[a-z]{3,5}))?$/i
const FIELD = /^(?:[!-9;-~]{1,100}[ \t]*:|>From )/

/**
 * Reads the line at `at`, which begins with `From `; undefined when it is text. The bytes must hold
 * SEPARATOR_LOOK more, unless the stream has ended (`isLast`).
 */
export function readSeparator(bytes: Buffer, at: number, isLast: boolean): Separator | undefined {
  const line = lineAt(bytes, at, isLast)
  if (line === undefined) return undefined
  const { text, end } = line
  if (text === 'From' || text === 'From ')
    return isBare(bytes, at, end) ? { end, quoting: 'unknown' } : undefined
  const { sender, receivedAt } = usual(text) ?? unusual(text)
  if (receivedAt === undefined) return undefined
  if (sender === MBOXRD) return { end, receivedAt, quoting: 'mboxrd' }
  return end >= bytes.length || isField(bytes, end) ? { end, receivedAt, quoting: 'unknown' } : undefined
}

/** The first line of a file: anything after `From ` will do when a header follows. */
export function readFirstSeparator(bytes: Buffer, isLast: boolean): Separator | undefined {
  const read = readSeparator(bytes, 0, isLast)
  if (read !== undefined || bytes.indexOf('From ') !== 0) return read
  const line = lineAt(bytes, 0, isLast)
  return line !== undefined && isField(bytes, line.end) ? { end: line.end, quoting: 'unknown' } : undefined
}

function lineAt(bytes: Buffer, at: number, isLast: boolean): { text: string; end: number } | undefined {
  const head = bytes.subarray(at, at + MAX_LINE)
  const lf = head.indexOf(LF)
  if (lf === -1 && !(isLast && head.length < MAX_LINE)) return undefined
  const end = lf === -1 ? at + head.length : at + lf + 1
  return { text: head.toString('latin1', 0, lf === -1 ? head.length : lf).replace(/\s+$/, ''), end }
}

// Thunderbird writes nothing after « From »: an empty line before and a header after must do.
function isBare(bytes: Buffer, at: number, end: number): boolean {
  const isAfterEmptyLine =
    at === 0 || /(?:^|\n)\r?\n$/.test(bytes.toString('latin1', Math.max(0, at - 3), at))
  return isAfterEmptyLine && isField(bytes, end)
}

function isField(bytes: Buffer, at: number): boolean {
  return FIELD.test(bytes.toString('latin1', at, at + 128))
}

function usual(text: string): { sender: string; receivedAt: Date } | undefined {
  const found = USUAL.exec(text)
  if (found === null) return undefined
  const [, sender, month, day, hour, minute, second, year] = found
  const index = MONTHS.indexOf(month!)
  if (index < 0 || index % 3 !== 0 || Number(year) < 1970) return undefined
  if (Number(day) > 31 || Number(hour) > 23 || Number(minute) > 59) return undefined
  const time = Date.UTC(Number(year), index / 3, Number(day), Number(hour), Number(minute), Number(second))
  return { sender: sender!, receivedAt: new Date(time) }
}

function unusual(text: string): { sender: string; receivedAt: Date | undefined } {
  const [, sender = '', written] = LINE.exec(text) ?? []
  return { sender, receivedAt: written === undefined ? undefined : dateOf(written) }
}

// Without a zone it is read as UTC; Google writes the zone before the year.
function dateOf(written: string): Date | undefined {
  const [, month, day, time, zoneBefore, year, zoneAfter] = ASCTIME.exec(written) ?? []
  if (year !== undefined) return mailDate(`${day} ${month} ${year} ${time} ${zoneBefore ?? zoneAfter ?? ''}`)
  return MAIL_DATE.test(written) ? mailDate(written) : undefined
}
