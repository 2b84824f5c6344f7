const MAX_DATE = 200 // characters
const EARLIEST = Date.UTC(1970, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)
const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MAIL =
  /(\d{1,2})[ -]+([a-z]{3})[a-z]*\.?[ -]+(\d{2,4})[ ,]+(\d{1,2})[:.h](\d{2})(?:[:.m](\d{2}))?\s*(.*)$/i
const ASCTIME = /([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}):(\d{2}):(\d{2})\s+(\d{4})$/i
// Hours east of Greenwich of the zones that mailers write by name; others count as +0000 (RFC 5322 §4.3).
const ZONES: Readonly<Record<string, number>> = {
  CET: 1,
  MET: 1,
  WEST: 1,
  BST: 1,
  CEST: 2,
  MEST: 2,
  'MET DST': 2,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
}

/** What a Date field says (RFC 5322 §3.3, and obsolete forms); undefined when unreadable or outside 1970–2100. */
export function mailDate(value: string): Date | undefined {
  const text = value
    .slice(0, MAX_DATE)
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const time = mailTime(text) ?? asctime(text) ?? isoTime(text)
  return time === undefined || !(time >= EARLIEST && time < LATEST) ? undefined : new Date(time)
}

function mailTime(text: string): number | undefined {
  const found = MAIL.exec(text)
  if (found === null) return undefined
  const [, day, month, year, hour, minute, second = '0', zone] = found
  return utc(year!, month!, day!, hour!, minute!, second) - offsetMs(zone!)
}

function asctime(text: string): number | undefined {
  const found = ASCTIME.exec(text)
  if (found === null) return undefined
  const [, month, day, hour, minute, second, year] = found
  return utc(year!, month!, day!, hour!, minute!, second!)
}

function isoTime(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : undefined
}

function utc(
  year: string,
  month: string,
  ...rest: [day: string, hour: string, minute: string, second: string]
) {
  const index = MONTHS.indexOf(month.toLowerCase())
  const [day, hour, minute, second] = rest.map(Number) as [number, number, number, number]
  const isPossible = index >= 0 && day >= 1 && day <= 31 && hour < 24 && minute < 60 && second <= 60
  return isPossible ? Date.UTC(fullYear(year), index, day, hour, minute, second) : Number.NaN
}

// Two and three digits: RFC 5322 §4.3.
function fullYear(year: string): number {
  const number = Number(year)
  if (year.length > 3) return number
  return number < 50 ? number + 2000 : number + 1900
}

function offsetMs(zone: string): number {
  const numeric = /^([+-])(\d{2})(\d{2})/.exec(zone)
  if (numeric === null) return (ZONES[zone.toUpperCase()] ?? 0) * 3_600_000
  const minutes = Number(numeric[2]) * 60 + Number(numeric[3])
  return (numeric[1] === '-' ? -minutes : minutes) * 60_000
}
