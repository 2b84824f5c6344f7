// Until when somebody wants no mail: « jusqu’au 15 août », « 2 semaines », « until 15 August ».

/** The last day without mail, as YYYY-MM-DD; 'open' where none is named, undefined where what is written names none. */
export async function lastDayOf(
  written: string,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<string | 'open' | undefined> {
  const text = written.trim().replaceAll('’', "'")
  if (text === '') return 'open'
  // Loaded when somebody goes on holiday: it knows fifteen languages.
  const { fr, en } = await import('chrono-node')
  const reference = { instant: now, timezone: minutesFromUtc(now, timeZone) }
  for (const said of [text, `dans ${text}`])
    for (const reader of [fr, en.GB]) {
      const start = reader.parse(said, reference, { forwardDate: true })[0]?.start
      if (start === undefined) continue
      const day = [start.get('year'), start.get('month'), start.get('day')]
        .map((number) => String(number).padStart(2, '0'))
        .join('-')
      return day < today(now, timeZone) ? undefined : day
    }
  return undefined
}

function today(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
}

function minutesFromUtc(at: Date, timeZone: string): number {
  const zone = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value
  const [, sign, hours = 0, minutes = 0] = /GMT([+-])(\d\d):(\d\d)/.exec(zone ?? '') ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}
