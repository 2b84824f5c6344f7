// INVITER: whoever the list lets (owners and moderators, unless it says otherwise) has people asked whether they come.
import { recordBulkAct } from '../../bulk-acts.ts'
import { policiesOf } from '../../policies.ts'
import { decide } from '../../policy.ts'
import { invitePresets } from '../../presets.ts'
import { standings } from '../../standing.ts'
import { sendInvitations } from './invitations.ts'
import { type Kind, ownsList } from './kind.ts'
import { section, shown } from './preview.ts'
import { sorted, unusable } from './sorted.ts'
import type { WantedPeople } from './wanted.ts'

export const invite: Kind<WantedPeople> = {
  async may(tx, list, by) {
    const rules = (await policiesOf(tx, [list.id], 'invite')).get(list.id)?.rules ?? invitePresets.moderators
    const standing = (await standings(tx, by.personId, [{ id: list.id, rules }])).get(list.id)!
    const { outcome } = decide(
      rules,
      { ...standing, roles: by.roles, address: by.address },
      // Asked of nobody who isn't proved.
      { evidence: 'confirmed', sizeBytes: 0, hasAttachment: false, firstPost: false, at: new Date() },
    )
    return outcome === 'accept' || outcome === 'confirm' ? 'may' : 'may not invite'
  },
  async plan(tx, site, list, wanted, by) {
    const { fresh, on, left, ours } = await sorted(tx, site, list, wanted)
    if (!ownsList(by))
      // Who is on the list, or left it, is nothing that inviting should tell.
      return {
        sections: [section('inviting', [...fresh, ...left, ...on].map(shown)), ...unusable(wanted, ours)],
        changed: wanted.people.length - ours.length,
      }
    return {
      sections: [
        section('inviting', [...fresh, ...left].map(shown)),
        section('there', on.map(shown)),
        ...unusable(wanted, ours),
      ],
      changed: fresh.length + left.length,
    }
  },
  async carryOut(tx, site, list, wanted, by) {
    const { fresh, on, left } = await sorted(tx, site, list, wanted)
    const vouchedBy = ownsList(by) ? 'owner' : 'member'
    // Who left by themselves is left in peace by the other members.
    const people = vouchedBy === 'owner' ? [...fresh, ...left] : fresh
    const invitations = await sendInvitations(tx, site, list, { by, vouchedBy, people, words: wanted.words })
    const bulkId = await recordBulkAct(tx, {
      listId: list.id,
      byPerson: by.personId,
      kind: 'invite',
      changes: [],
      invitations,
    })
    const said = vouchedBy === 'owner' ? people.map(shown) : [...fresh, ...left, ...on].map(shown)
    return { sections: [section('invited', said)], bulkId }
  },
}

/** So few are invited at once, by somebody who is proved: each is asked anyway. */
export const FEW_INVITATIONS = 5

/** Whether these are few. */
export const areFew = ({ kind, people }: WantedPeople): boolean =>
  kind === 'invite' && people.length <= FEW_INVITATIONS
