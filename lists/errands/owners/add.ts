// AJOUTER: an owner puts people on a list. Who left by themselves is invited instead.
import type { Tx } from '#store/database.ts'
import { mayAnswer } from '../../answered.ts'
import { recordBulkAct } from '../../bulk-acts.ts'
import type { List } from '../../lists.ts'
import { languageOf, listSentences, write } from '../../mails.ts'
import type { Site } from '../../site.ts'
import { addMany } from '../../subscription-states.ts'
import { about, sendInvitations } from './invitations.ts'
import { type By, type Kind, ownersMay } from './kind.ts'
import { section, shown } from './preview.ts'
import { sorted, unusable } from './sorted.ts'
import type { WantedPeople } from './wanted.ts'

export const add: Kind<WantedPeople> = {
  may: ownersMay,
  async plan(tx, site, list, wanted) {
    const { fresh, on, left, ours } = await sorted(tx, site, list, wanted)
    return {
      sections: [
        section('coming', fresh.map(shown)),
        section('there', on.map(shown)),
        section('left', left.map(shown)),
        ...unusable(wanted, ours),
      ],
      changed: fresh.length + left.length,
    }
  },
  async carryOut(tx, site, list, wanted, by) {
    const { fresh, left } = await sorted(tx, site, list, wanted)
    const changes = await addMany(tx, list, fresh, by.personId)
    const invitations = await sendInvitations(tx, site, list, {
      by,
      vouchedBy: 'owner',
      people: left,
      words: '',
    })
    const bulkId = await recordBulkAct(tx, {
      listId: list.id,
      byPerson: by.personId,
      kind: 'add',
      changes,
      invitations,
    })
    if (wanted.mails === 'sent' && list.settings.welcome === 'sent')
      for (const { address, written } of fresh)
        await welcome(tx, site, list, { address, written, by, bulkId })
    return { sections: [section('came', fresh.map(shown)), section('left', left.map(shown))], bulkId }
  },
}

async function welcome(
  tx: Tx,
  site: Site,
  list: List,
  { address, written, by, bulkId }: { address: string; written: string; by: By; bulkId: number },
): Promise<void> {
  // Added, taken off and added again: one welcome a day.
  if ((await mayAnswer(tx, address, `added-${list.id}`, 1)) === 'silent') return
  const sentences = listSentences(list, site.platform)
  await write(tx, {
    name: 'added',
    language: await languageOf(tx, address, list.settings.language),
    to: written,
    from: { name: list.title, address: sentences.owner! },
    listId: list.id,
    once: `bulk:${bulkId}:added:${address}`,
    sentences: { ...sentences, by: by.name, description: about(list) },
  })
}
