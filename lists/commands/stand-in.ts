// « PAUSE MODÉRATION jusqu’au 15 août, paul@exemple.fr »: until when, and who decides meanwhile.
import { parseAddress } from '#mta/message/address.ts'
import { lastDayOf } from './pause.ts'

/** The last day (YYYY-MM-DD) or 'open', and the deputy's address as compared, if one is named; undefined where it is unclear. */
export async function standInOf(
  written: string,
  clock: { readonly now: Date; readonly timeZone: string },
): Promise<{ readonly through: string | 'open'; readonly deputy?: string } | undefined> {
  const addresses = written.match(/[^\s<>,;()]+@[^\s<>,;()]+/g) ?? []
  const deputy = addresses[0] === undefined ? undefined : parseAddress(addresses[0])?.text
  if (addresses.length > 1 || (addresses.length === 1 && deputy === undefined)) return undefined
  const rest = written
    .replace(addresses[0] ?? '', ' ')
    .replace(/[<>,;()]/g, ' ')
    .replace(/(?:^|\s)(?:remplac[ée]e?s? par|par|by|avec|with|à ma place|in my place|et|and)(?=\s|$)/giu, ' ')
    .trim()
  const through = await lastDayOf(rest, clock)
  return through === undefined ? undefined : { through, ...(deputy !== undefined && { deputy }) }
}
