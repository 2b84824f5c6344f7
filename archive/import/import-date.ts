import type { Header } from '#mta/message/header.ts'
import { mailDate } from '#mta/message/mail-date.ts'

const EARLIEST = Date.UTC(1980, 0, 1) // before it no list had an archive: a clock that was never set
const A_DAY_MS = 86_400_000

/**
 * When an imported mail is dated: what its Date says, but never after its topmost Received, which our side of the
 * old system wrote. Where Date is missing, before 1980 or more than a day ahead of `now`: the topmost Received,
 * else when the source says it came; undefined when nothing can be believed.
 */
export function importDate(header: Header, receivedAt?: Date, now = new Date()): Date | undefined {
  const written = believed(mailDate(header.first('Date') ?? ''), now)
  const received = believed(receivedDate(header), now)
  if (written === undefined) return received ?? believed(receivedAt, now)
  return received !== undefined && received < written ? received : written
}

// RFC 5321 §4.4: the date stands after the last semicolon.
function receivedDate(header: Header): Date | undefined {
  const field = header.first('Received')
  return field === undefined ? undefined : mailDate(field.slice(field.lastIndexOf(';') + 1))
}

function believed(date: Date | undefined, now: Date): Date | undefined {
  if (date === undefined) return undefined
  return date.getTime() >= EARLIEST && date.getTime() <= now.getTime() + A_DAY_MS ? date : undefined
}
