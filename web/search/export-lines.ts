// Messages found, as lines of a table that this reader may carry away: strangers without anybody's address.

import type { ResultLine } from '#archive/export/result.ts'
import { foundTexts } from '#archive/export/result-rows.ts'
import type { Viewer } from '../needs.ts'
import { maskAddresses } from '../person.ts'
import type { Web } from '../web.ts'
import type { Collected } from './collect.ts'

export async function* resultLines(
  web: Pick<Web, 'db' | 'blobs' | 'settings'>,
  hits: readonly Collected[],
  viewer: Viewer | undefined,
): AsyncGenerator<ResultLine> {
  const root = web.settings.web.url.replace(/\/$/, '')
  const local = localTime(web.settings.instance.timeZone)
  const places = new Map(hits.map((hit) => [hit.id, hit]))
  const ids = hits.map(({ id }) => id)
  const seen = (text: string) => maskAddresses(text, viewer)
  for await (const found of foundTexts(web.db, web.blobs, ids)) {
    const { list, url } = places.get(found.id)!
    yield {
      date: found.datedAt,
      localDate: local(found.datedAt),
      fromName: seen(found.fromName),
      fromAddress: seen(found.fromAddress),
      subject: seen(found.subject),
      list,
      messageId: found.messageId,
      url: root + url,
      files: found.files.map(seen),
      text: seen(found.text),
    }
  }
}

/** Instants as spreadsheets read them: '2026-11-03 20:14:00'. */
function localTime(timeZone: string): (at: Date) => string {
  // Swedish dates are ISO's.
  const format = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone,
  })
  return (at) => format.format(at)
}
