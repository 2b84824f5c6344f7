// ANNULER: the last act on many of who asks is taken back, except for those who have done something themselves since.
import type { Tx } from '#store/database.ts'
import { type BulkAct, bulkActById, markUndone } from '../../bulk-acts.ts'
import type { List } from '../../lists.ts'
import { peopleAsKnown, putBack } from '../../subscription-states.ts'
import { withdrawTokens } from '../../tokens.ts'
import { type Done, type Kind, ownersMay, type Plan } from './kind.ts'
import { type Section, section, shown } from './preview.ts'

type WantedUndo = { readonly kind: 'undo'; readonly bulkId: number }

export const undo: Kind<WantedUndo> = {
  // Invitations are taken back by whoever sent them; the rest only while they still own the list.
  may: async (tx, list, by, { bulkId }) =>
    (await own(tx, list, bulkId, by.personId))?.kind === 'invite' ? 'may' : await ownersMay(tx, list, by),
  plan: async (tx, _site, list, { bulkId }, by): Promise<Plan> => {
    const act = await own(tx, list, bulkId, by.personId)
    return act === undefined
      ? { sections: [], changed: 0 }
      : {
          sections: await sectionsOf(
            tx,
            list,
            act,
            'undo',
            act.changes.map((c) => c.personId),
            [],
          ),
          changed: act.changes.length + act.invitations.length,
        }
  },
  carryOut: async (tx, _site, list, { bulkId }, by): Promise<Done> => {
    const act = await own(tx, list, bulkId, by.personId)
    if (act === undefined || !(await markUndone(tx, bulkId))) return { sections: [] }
    const back = await putBack(tx, list.id, act.changes)
    const kept = act.changes.map((c) => c.personId).filter((id) => !back.includes(id))
    await withdrawTokens(tx, act.invitations)
    return { sections: await sectionsOf(tx, list, act, 'undone', back, kept) }
  },
}

async function own(tx: Tx, list: List, bulkId: number, personId: number): Promise<BulkAct | undefined> {
  const act = await bulkActById(tx, bulkId)
  return act && !act.undone && act.listId === list.id && act.byPerson === personId ? act : undefined
}

async function sectionsOf(
  tx: Tx,
  list: List,
  act: BulkAct,
  when: 'undo' | 'undone',
  back: readonly number[],
  kept: readonly number[],
): Promise<Section[]> {
  const people = await peopleAsKnown(tx, list, [...back, ...kept])
  const lines = (ids: readonly number[]) => people.filter(({ id }) => ids.includes(id)).map(shown)
  return [
    section(act.kind === 'remove' ? `${when}-remove` : `${when}-add`, lines(back)),
    section('kept', lines(kept)),
    { what: `${when}-invitations`, count: act.invitations.length },
  ]
}
