// Leaving as the list's policy lets. Nobody is kept getting mail: where owners decide who leaves, the mail stops at once
// and the name stays until they take it off.
import { atLeast, type EvidenceLevel } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import { note } from './audit.ts'
import type { List } from './lists.ts'
import type { Platform } from './mails.ts'
import { policiesOf } from './policies.ts'
import { decide, type Outcome } from './policy.ts'
import { unsubscribePresets } from './presets.ts'
import { standings } from './standing.ts'
import { peopleAsKnown } from './subscription-states.ts'
import { changeReceiving, isOn, leave } from './subscriptions.ts'
import { askOwnersToRemove, tellOwners } from './tell-owners.ts'

/** 'ask first': a confirmation is wanted and there is none yet. */
export type Left = 'left' | 'stopped' | 'ask first' | 'not on list'

/** Leaves for somebody who is proved. Twice is once. */
export async function leaveList(
  tx: Tx,
  platform: Platform,
  list: List,
  personId: number,
  { evidence, via }: { readonly evidence: EvidenceLevel; readonly via: 'mail' | 'web' },
): Promise<Left> {
  const outcome = await mayLeave(tx, list, personId, evidence)
  if (outcome === 'confirm' && !atLeast(evidence, 'confirmed')) return 'ask first'
  const who = { address: '', name: '', ...(await peopleAsKnown(tx, list, [personId]))[0] }
  const about = { via, personId, listId: list.id, spaceId: list.space.id }
  if (outcome === 'accept' || outcome === 'confirm') {
    if (!(await leave(tx, list.id, personId, evidence))) return 'not on list'
    await note(tx, { act: 'leave', ...about })
    await tellOwners(tx, platform, list, { what: 'leaves', ...who })
    return 'left'
  }
  if (!(await isOn(tx, list.id, personId))) return 'not on list'
  await changeReceiving(tx, list, personId, { pausedThrough: 'open' })
  await note(tx, { act: 'leave-stopped', ...about })
  if (outcome === 'hold') await askOwnersToRemove(tx, platform, list, who)
  return 'stopped'
}

/** Leaving is everyone's right: where a list says nothing of it, all may. */
async function mayLeave(tx: Tx, list: List, personId: number, evidence: EvidenceLevel): Promise<Outcome> {
  const rules =
    (await policiesOf(tx, [list.id], 'unsubscribe')).get(list.id)?.rules ?? unsubscribePresets.open
  const standing = (await standings(tx, personId, [{ id: list.id, rules }])).get(list.id)!
  const circumstance = { evidence, sizeBytes: 0, hasAttachment: false, firstPost: false, at: new Date() }
  return decide(rules, standing, circumstance).outcome
}
