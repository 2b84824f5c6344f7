// What an author whom we know is told of a message that doesn't go out. Nobody else is: never backscatter.
import { atLeast } from '#mta/in/evidence.ts'
import { mustNotBeAnswered } from '#mta/message/automatic.ts'
import type { Tx } from '#store/database.ts'
import { mayAnswer } from './answered.ts'
import type { Arrival } from './arrivals.ts'
import type { Gathered } from './gather.ts'
import type { Posting, Verdict } from './judge.ts'
import { derivedAddress } from './list-addresses.ts'
import {
  languageOf,
  listSentences,
  type MailName,
  oneLine,
  type Platform,
  reasonInWords,
  write,
} from './mails.ts'
import { holdInWords } from './moderation/reasons.ts'
import type { Post } from './posts.ts'

interface Refusal {
  readonly arrival: Arrival
  readonly gathered: Gathered
  readonly post: Post
  readonly posting: Posting
}

function mayBeTold({ arrival, gathered, posting }: Omit<Refusal, 'post'>): boolean {
  return (
    atLeast(gathered.evidence.level, 'spf-aligned') && !mustNotBeAnswered(posting.header, arrival.mailFrom)
  )
}

async function tell(
  tx: Tx,
  platform: Platform,
  { arrival, gathered, post, posting }: Refusal,
  name: MailName,
  more: (language: 'fr' | 'en') => Record<string, string>,
): Promise<void> {
  const to = gathered.author?.address ?? gathered.evidence.from
  if (to === undefined || !mayBeTold({ arrival, gathered, posting })) return
  const { list } = posting
  const language = await languageOf(tx, to, list.settings.language)
  await write(tx, {
    name,
    language,
    to,
    from: { name: list.title, address: derivedAddress(list.address, 'owner') },
    inReplyTo: arrival.messageId,
    listId: list.id,
    once: `${name}:${post.id}`,
    sentences: {
      ...listSentences(list, platform),
      subject: oneLine(posting.header.text('Subject')) || '…',
      ...more(language),
    },
  })
}

/** The rules refused it: why, and whom to ask. */
export async function tellRefused(tx: Tx, platform: Platform, refusal: Refusal): Promise<void> {
  const reason = refusal.post.reasons[0]?.reason ?? 'other'
  await tell(tx, platform, refusal, 'post-refused', (language) => ({
    reason: reasonInWords(language, reason),
  }))
}

/** A moderator declined it, with their note if they left one. */
export async function tellDeclined(tx: Tx, platform: Platform, refusal: Refusal): Promise<void> {
  const note = refusal.post.decisionNote
  await tell(tx, platform, refusal, 'post-declined', () => ({ note: note ?? '' }))
}

const heldPerDay = 50 // such mails to one author

/** It waits for a moderator: why. Said once; somebody who writes a lot isn't told of each. */
export async function tellHeld(
  tx: Tx,
  platform: Platform,
  refusal: Refusal,
  { reasons }: Pick<Verdict, 'reasons'>,
): Promise<void> {
  const to = refusal.gathered.author?.address ?? refusal.gathered.evidence.from
  if (to === undefined || !mayBeTold(refusal)) return
  if ((await mayAnswer(tx, to, 'post-held', heldPerDay)) !== 'answer') return
  await tell(tx, platform, refusal, 'post-held', (language) => ({
    reason: reasons.map(({ reason }) => holdInWords(language, reason, 'author')).join('\n'),
  }))
}

/** Nobody decided in the time that the list gives. */
export async function tellExpired(tx: Tx, platform: Platform, refusal: Refusal): Promise<void> {
  await tell(tx, platform, refusal, 'post-expired', () => ({
    days: String(refusal.posting.list.settings.expiryDays ?? ''),
  }))
}
