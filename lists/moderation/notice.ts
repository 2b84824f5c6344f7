// Making a hold known: each moderator gets one mail with a token of their own, which lets that address decide.
import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { arrivalById } from '../arrivals.ts'
import { derivedAddress } from '../list-addresses.ts'
import type { List } from '../lists.ts'
import { listById } from '../lists.ts'
import { listSentences, type Mail, oneLine, write } from '../mails.ts'
import { openOriginal } from '../original.ts'
import { postById } from '../posts.ts'
import { type Moderator, moderatorsOf } from '../roles.ts'
import { answerAddress } from '../seal.ts'
import type { Site } from '../site.ts'
import { decisionsAskedInHour, makeToken } from '../tokens.ts'
import { quoted } from './extract.ts'
import { type Held, listIdOf, markAnnounced, markPassedOn } from './held.ts'
import { requestById } from './join-requests.ts'
import { type Look, lookAt } from './look.ts'
import { holdInWords } from './reasons.ts'
import { momentInWords, phrases, said, sizeInWords, waitInWords } from './words.ts'
import { subjectsOf, withAddress } from './written-by.ts'

/** What the mail about one hold says, but for its reader. */
interface Notice {
  readonly list: List
  readonly name: 'held-post' | 'held-join'
  /** In the reader's language. */
  sentences(language: 'fr' | 'en'): Record<string, string>
  readonly original?: Buffer
}

/** Minutes that a token lets its reader decide: past the list's expiry, or a year where nothing expires. */
export const lifeMinutes = (list: List): number => ((list.settings.expiryDays ?? 365) + 14) * 24 * 60

/** Writes to those who decide about a hold, once; where none can be reached, nothing is noted and it is tried later. */
export async function tellModerators(site: Site, held: Held, beyond?: 'beyond'): Promise<void> {
  const listId = await listIdOf(site.db, held)
  if (listId === undefined) return
  const moderators = (await moderatorsOf(site.db, [listId], beyond)).get(listId)
  if (moderators === undefined) return
  const notice = 'post' in held ? await noticeOfPost(site, held.post) : await noticeOfJoin(site, held.join)
  if (notice === undefined) return
  await site.db.transaction(async (tx) => {
    if (!(await (beyond ? markPassedOn : markAnnounced)(tx, held))) return
    for (const moderator of moderators) await tellOne(tx, site, { notice, held, moderator })
  })
}

/** One mail to one moderator, as long as their hour isn't full. */
export async function tellOne(
  tx: Tx,
  site: Site,
  { notice, held, moderator }: { notice: Notice; held: Held; moderator: Moderator },
): Promise<void> {
  const { list } = notice
  const most = site.moderation.mailsPerHour
  const asked = await decisionsAskedInHour(tx, moderator.address)
  if (asked > most) return
  const language = moderator.language ?? list.settings.language
  const tokenId = await makeToken(tx, {
    purpose: 'moderate',
    address: moderator.address,
    personId: moderator.personId,
    listId: list.id,
    detail: { kind: 'hold', ...held },
    lifeMinutes: lifeMinutes(list),
  })
  const [kind, id] = Object.entries(held)[0]!
  const common: Omit<Mail, 'name' | 'once' | 'sentences'> = {
    language,
    to: moderator.written,
    from: { name: list.title, address: answerAddress(site, tokenId) },
    listId: list.id,
  }
  const frame = listSentences(list, site.platform)
  if (asked === most) {
    await write(tx, {
      ...common,
      // What they have not seen is not decided by answering this.
      from: { name: list.title, address: derivedAddress(list.address, 'request') },
      name: 'held-pause',
      once: `held-pause:${kind}:${id}:${moderator.address}`,
      sentences: { ...frame, count: String(most), hour: String(site.moderation.roundUpHour) },
    })
    return
  }
  await write(tx, {
    ...common,
    name: notice.name,
    once: `held:${kind}:${id}:${moderator.address}`,
    sentences: { ...frame, ...notice.sentences(language) },
    ...(notice.original && {
      attachments: [{ filename: 'message.eml', contentType: 'message/rfc822', content: notice.original }],
    }),
  })
}

async function noticeOfPost(site: Site, id: number): Promise<Notice | undefined> {
  const post = await postById(site.db, id)
  const list = post && (await listById(site.db, post.listId))
  const arrival = post && (await arrivalById(site.db, post.arrivalId))
  if (post?.state !== 'held' || !list || !arrival) return undefined
  const original = await openOriginal(site.db, site.blobs, arrival)
  const look = await lookAt(original)
  return {
    list,
    name: 'held-post',
    sentences: (language) => ({
      ...subjectsOf(original.header, language),
      when: momentInWords(arrival.receivedAt, {
        language,
        timeZone: list.settings.timeZone,
        now: new Date(),
      }),
      size: sizeInWords(arrival.size, language),
      reason: [
        ...post.reasons.map(({ reason }) => reason as string),
        ...(atLeast(arrival.evidence.level, 'spf-aligned') ? [] : ['unproved']),
      ]
        .map((reason) => holdInWords(language, reason, 'moderator'))
        .join('\n'),
      wait: waitInWords(site.moderation.mailWaitSeconds, language),
      attached: attachedInWords(look, language),
      extract: look.text === '' ? phrases(language)['no-text'] : quoted(look.text),
    }),
    ...('bytes' in look.whole && { original: look.whole.bytes }),
  }
}

function attachedInWords({ files, whole }: Look, language: 'fr' | 'en'): string {
  const words = phrases(language)
  const named = files.map(({ name, bytes }) => `${name} (${sizeInWords(bytes, language)})`).join(', ')
  const kept =
    'bytes' in whole
      ? words.attached
      : said(words[whole.kept], { files: whole.kept === 'suspect' ? whole.names.join(', ') : '' })
  return files.length === 0 ? kept : `${said(words.files, { files: named })}\n${kept}`
}

async function noticeOfJoin(site: Site, id: number): Promise<Notice | undefined> {
  const asked = await requestById(site.db, id)
  const list = asked && (await listById(site.db, asked.listId))
  if (!asked || asked.done || !list) return undefined
  return {
    list,
    name: 'held-join',
    sentences: (language) => ({
      name: oneLine(asked.name) || asked.address,
      author: withAddress(oneLine(asked.name) || asked.address, asked.address),
      when: momentInWords(asked.heldAt, { language, timeZone: list.settings.timeZone, now: new Date() }),
      wait: waitInWords(site.moderation.mailWaitSeconds, language),
    }),
  }
}
