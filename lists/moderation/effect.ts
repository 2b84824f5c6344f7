// What a decision about somebody who asks to join comes to, once it is in effect. A post's is seen to by lists/post.ts.
import type { Tx } from '#store/database.ts'
import { note } from '../audit.ts'
import { derivedAddress } from '../list-addresses.ts'
import { type List, listById } from '../lists.ts'
import { languageOf, listSentences, type MailName, write } from '../mails.ts'
import type { Site } from '../site.ts'
import { subscribe } from '../subscriptions.ts'
import { closeRequest, type JoinRequest, requestById } from './join-requests.ts'

/** Carries out the decision on a request, once; nothing before it is in effect. */
export async function carryOutRequest(site: Site, id: number): Promise<void> {
  await site.db.transaction(async (tx) => {
    const asked = await requestById(tx, id)
    const list = asked && (await listById(tx, asked.listId))
    if (!asked || asked.done || asked.decision === null || !list) return
    if (!(await closeRequest(tx, id, asked.decision))) return
    switch (asked.decision) {
      case 'accept':
        return await letIn(tx, site, asked, list)
      case 'refuse':
        return await tell(tx, site, asked, list, 'join-declined')
      case 'expire':
        return await tell(tx, site, asked, list, 'join-expired')
      case 'discard':
    }
  })
}

async function letIn(tx: Tx, site: Site, asked: JoinRequest, list: List): Promise<void> {
  const { address, name, evidence } = asked
  const joined = await subscribe(tx, list, { address, name, source: 'own', evidence })
  await note(tx, {
    act: 'join',
    via: 'mail',
    personId: joined.person.id,
    listId: list.id,
    spaceId: list.space.id,
    detail: { evidence, request: asked.id },
  })
  await tell(tx, site, asked, list, 'joined')
}

async function tell(tx: Tx, site: Site, asked: JoinRequest, list: List, name: MailName): Promise<void> {
  const to = asked.address
  await write(tx, {
    name,
    language: await languageOf(tx, to, list.settings.language),
    to,
    from: { name: list.title, address: derivedAddress(list.address, 'owner') },
    listId: list.id,
    once: `join-request:${asked.id}:${name}`,
    sentences: {
      ...listSentences(list, site.platform),
      address: to,
      note: asked.decisionNote ?? '',
      days: String(list.settings.expiryDays ?? ''),
    },
  })
}
