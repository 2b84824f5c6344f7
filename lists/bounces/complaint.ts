// Somebody called a mail of ours spam and their provider tells us (RFC 5965): nothing more of that list for them. Only
// seals that stood in their own copy are believed; a report without one may be about anybody.
import { parseAddress } from '#mta/message/address.ts'
import type { Complaint } from '#mta/message/report.ts'
import { recipientOf, recipientsAmong } from '#mta/out/recipients.ts'
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { listById } from '../lists.ts'
import { type Returned, readReturnPath, readUnsubscribeToken } from '../personal.ts'
import type { Site } from '../site.ts'
import { addressOn, changeReceiving } from '../subscriptions.ts'
import { insertBounce } from './bounces.ts'
import { notePause } from './pauses.ts'

interface About {
  readonly listId: number
  readonly personId: number
  readonly messageId: number // 0 when not known
}

const TYPES = new Set(['abuse', 'fraud', 'opt-out', 'opt-out-list'])
const MAX_TOKENS = 5

/** Pauses who complained, on that list; undefined when it isn't sealed by us, or is no complaint about us. */
export async function takeComplaint(
  tx: Tx,
  site: Site,
  complaint: Complaint,
  returned?: Returned,
): Promise<string | undefined> {
  if (!TYPES.has(complaint.type)) return undefined
  const about = await whoComplains(tx, site, complaint, returned)
  if (!about) return undefined
  const list = await listById(tx, about.listId)
  const addressId = list && (await addressOn(tx, list.id, about.personId))
  if (!list || addressId === undefined) return 'complaint: not on the list'
  await insertBounce(tx, {
    addressId,
    messageId: about.messageId,
    listId: list.id,
    source: 'complaint',
    class: 'complaint',
    status: '',
    diagnostic: complaint.type,
  })
  await changeReceiving(tx, list, about.personId, { pausedThrough: 'open' })
  await notePause(tx, { addressId, listId: list.id, cause: 'complaint' })
  await note(tx, {
    act: 'complaint',
    via: 'mail',
    subjectPerson: about.personId,
    listId: list.id,
    spaceId: list.space.id,
    detail: { addressId, type: complaint.type },
  })
  return 'complaint: paused'
}

async function whoComplains(
  tx: Tx,
  { secrets }: Site,
  { mailFrom, recipients, original }: Complaint,
  returned: Returned | undefined,
): Promise<About | undefined> {
  const paths = [mailFrom, original.first('Return-Path') ?? '']
    .map((path) => readReturnPath(secrets, path.replace(/^<|@.*$/g, '')))
    .flatMap((path) => (path ? [path] : []))
  for (const path of [...(returned ? [returned] : []), ...paths]) {
    if (path.kind !== 'bounce') continue
    const told = recipients.flatMap((one) => parseAddress(one)?.text ?? []).slice(0, MAX_TOKENS)
    // Of a batched copy the report must say who; of one's own copy the seal does.
    const [sentTo, ...others] =
      path.deliveryId === 0 ? await recipientsAmong(tx, path.messageId, told) : [await recipientOf(tx, path)]
    if (sentTo && others.length === 0) return sentTo
  }
  const links = original
    .all('List-Unsubscribe')
    .join(' ')
    .matchAll(/\/u\/([a-z2-70]{10,60})/gi)
  for (const [, token] of [...links].slice(0, MAX_TOKENS)) {
    const whom = readUnsubscribeToken(secrets, token!)
    if (whom) return { ...whom, messageId: 0 }
  }
  return undefined
}
