// What no human typed asks for nothing: reactions, calendars' answers, mail in our own name.

import { parseAddress } from '#mta/message/address.ts'
import { automaticKind } from '#mta/message/automatic.ts'
import { isGesture } from '#mta/message/gesture.ts'
import { isReaction } from '#mta/message/reaction.ts'
import type { Site } from '../site.ts'
import { isPastTheirDay } from './past-their-day.ts'
import type { Asked } from './table.ts'

/** Programs write to these, and humans read or count it. */
const FOR_ALL = new Set(['postmaster', 'complaint', 'bounce', 'probe-bounce'])
/** What is answered by a mail, whoever asks. */
const ASKED_FOR = new Set(['request', 'subscribe', 'unsubscribe', 'platform'])
const OWN_ROBOTS = /^(?:relais|sympa|bounces|confirm|noreply|mailer-daemon)(?:\+|$)/

/** Why an errand is not seen to; undefined when a human may have asked, and may be answered. */
export async function whyIgnored(site: Site, asked: Asked): Promise<string | undefined> {
  const { errand, arrival, original } = asked
  if (FOR_ALL.has(errand.intent.kind)) return undefined
  // A bomb of requests costs one look each.
  const listId = 'listId' in errand.intent ? errand.intent.listId : undefined
  if (ASKED_FOR.has(errand.intent.kind) && (await isPastTheirDay(site.db, site, asked, listId)))
    return 'silent'
  if (isReaction(original.header, original.bytes)) return 'a gesture'
  // Owners read what programs write of themselves, and invitations; not that somebody is away.
  if (errand.intent.kind === 'owner')
    return automaticKind(original.header) === 'answer' ? 'an automatic answer' : undefined
  if (await isGesture(original.header, original.body())) return 'a gesture'
  const from = parseAddress(arrival.evidence.from ?? '')
  if (from === undefined) return undefined
  const isOurs =
    (from.domain === site.platform.domain && OWN_ROBOTS.test(from.local)) ||
    (await site.directory.lookUp([from])).size > 0
  return isOurs ? 'from an address of ours' : undefined
}
