// The jobs 'digests' and 'digest': what waits for a list's digests leaves once a day, at its hour. In one transaction what
// waited becomes mails on their way: a crash before it repeats everything, after it nothing is left to do.
import {
  cancelWaiting,
  type DigestKind,
  enqueueDigests,
  type NewDigest,
  readersOf,
  waitingLists,
} from '#mta/out/waiting.ts'
import type { Staged } from '#store/blobs.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import { addJob } from '#store/jobs.ts'
import { type List, listById } from '../lists.ts'
import type { Language } from '../mails.ts'
import { policiesOf } from '../policies.ts'
import { postingIs } from '../rewrite.ts'
import { notReceiving } from '../subscriptions.ts'
import type { ArchivedMessage } from './archived.ts'
import { type Composing, compose, MOST } from './compose.ts'
import { lastDigestAt } from './hour.ts'
import { inParts } from './issue.ts'

/** How often it is looked which lists' hour has come. */
const LOOK_MS = 15 * 60_000
/** One list after the other. */
const QUEUE = 'digests'

/** Plans the next look: at once, or at the next quarter of an hour. */
export async function scheduleDigests(db: DbOrTx, when: 'now' | 'next'): Promise<void> {
  const runAt = when === 'now' ? new Date() : new Date((Math.floor(Date.now() / LOOK_MS) + 1) * LOOK_MS)
  await addJob(db, 'digests', {}, { key: 'digests', runAt })
}

/** What does these jobs. */
export const digestJobs = (site: Composing) => ({
  digests: async () => {
    await planDigests(site, new Date())
    await scheduleDigests(site.db, 'next')
  },
  digest: async (payload: unknown) => {
    const { listId, before } = payload as { listId: number; before: string }
    await sendDigest(site, listId, new Date(before))
  },
})

/** Has the digests made of every list whose hour came since something waits; how many lists. */
export async function planDigests(site: Composing, now: Date): Promise<number> {
  let planned = 0
  for (const { listId, since } of await waitingLists(site.db)) {
    const list = await listById(site.db, listId)
    const before = list ? await lastDigestAt(site.db, now, list.settings) : now
    if (since >= before) continue
    await planDigest(site.db, listId, before)
    planned++
  }
  return planned
}

/** Has a list's digests made of what waits since before a moment. */
export async function planDigest(db: DbOrTx, listId: number, before: Date): Promise<void> {
  await addJob(db, 'digest', { listId, before }, { key: `digest-${listId}`, queue: QUEUE })
}

/** Makes a list's digests of what waited before a moment; how many mails are queued. */
export async function sendDigest(site: Composing, listId: number, before: Date): Promise<number> {
  const list = await listById(site.db, listId)
  return await site.db.transaction(async (tx) => {
    if (!list) {
      await cancelWaiting(tx, listId, 'all', 'the list was closed')
      return 0
    }
    const made = await make(tx, site, list, before)
    await site.blobs.keep(tx, made.staged)
    return await enqueueDigests(tx, listId, made)
  })
}

interface Made {
  readonly digests: readonly NewDigest[]
  readonly staged: readonly Staged[]
  /** Who no longer wants it, and what the list no longer shows. */
  readonly without: { readonly personIds: readonly number[]; readonly messageIds: readonly number[] }
}

async function make(tx: Tx, site: Composing, list: List, before: Date): Promise<Made> {
  const readers = await readersOf(tx, list.id, before)
  const everyone = new Set(readers.flatMap(({ personIds }) => personIds))
  const everything = new Set(readers.flatMap(({ messageIds }) => messageIds))
  const gone = new Set(await notReceiving(tx, list.id, [...everyone]))
  const shown = await site.archived.shown(tx, list.id, [...everything])
  const isShown = new Set(shown.map(({ id }) => id))
  const rules = (await policiesOf(tx, [list.id], 'post')).get(list.id)?.rules ?? []
  const posting = postingIs(rules)
  const digests: NewDigest[] = []
  const staged: Staged[] = []
  for (const { kind, language, messageIds, personIds } of readers) {
    const wanted = new Set(messageIds)
    const messages = shown.filter(({ id }) => wanted.has(id))
    const to = personIds.filter((id) => !gone.has(id))
    if (messages.length === 0 || to.length === 0) continue
    const said = language ?? list.settings.language
    for (const issue of issuesOf(site, list, { kind, language: said, messages })) {
      const { header, body, bodyHash, eightBit } = await compose(site, kind, issue, posting)
      staged.push(body)
      digests.push({
        messageIds: issue.messages.map(({ id }) => id),
        personIds: to,
        listId: list.id,
        header,
        body: body.hash,
        bodyOffset: 0,
        bodyHash,
        size: header.length + body.size,
        eightBit,
        utf8: false,
        sending: list.settings.delivery,
        personal: { list: list.address },
      })
    }
  }
  return {
    digests,
    staged,
    without: { personIds: [...gone], messageIds: [...everything].filter((id) => !isShown.has(id)) },
  }
}

function issuesOf(
  { platform }: Composing,
  list: List,
  of: {
    readonly kind: DigestKind
    readonly language: Language
    readonly messages: readonly ArchivedMessage[]
  },
) {
  const parts = inParts(of.messages, MOST[of.kind])
  return parts.map((messages, at) => ({
    list,
    platform,
    language: of.language,
    count: of.messages.length,
    since: of.messages[0]!.datedAt,
    until: of.messages.at(-1)!.datedAt,
    part: at + 1,
    parts: parts.length,
    messages,
  }))
}
