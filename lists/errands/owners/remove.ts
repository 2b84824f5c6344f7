// RETIRER: an owner takes people off a list. They may come back by themselves.
import type { Tx } from '#store/database.ts'
import { mayAnswer } from '../../answered.ts'
import { recordBulkAct } from '../../bulk-acts.ts'
import type { List } from '../../lists.ts'
import { languageOf, listSentences, write } from '../../mails.ts'
import type { Site } from '../../site.ts'
import { removeMany } from '../../subscription-states.ts'
import { type By, type Kind, ownersMay } from './kind.ts'
import { section, shown } from './preview.ts'
import { type Sorted, sorted, unusable } from './sorted.ts'
import type { WantedPeople } from './wanted.ts'

export const remove: Kind<WantedPeople> = {
  may: ownersMay,
  async plan(tx, site, list, wanted) {
    const { fresh, on, left, ours } = await sorted(tx, site, list, wanted)
    const { going, brought } = parted(on)
    return {
      sections: [
        section('going', going.map(shown)),
        section('brought', brought.map(shown)),
        section('not-there', [...fresh, ...left].map(shown)),
        ...unusable(wanted, ours),
      ],
      changed: going.length,
    }
  },
  async carryOut(tx, site, list, wanted, by) {
    const { going } = parted((await sorted(tx, site, list, wanted)).on)
    const changes = await removeMany(
      tx,
      list,
      going.map(({ personId }) => personId),
      'removed from the list',
    )
    const bulkId = await recordBulkAct(tx, {
      listId: list.id,
      byPerson: by.personId,
      kind: 'remove',
      changes,
      invitations: [],
    })
    if (wanted.mails === 'sent')
      for (const { address } of going) await tell(tx, site, list, { address, by, bulkId })
    return { sections: [section('went', going.map(shown))], bulkId }
  },
}

/** Who is there because of their association only is that association's to take off. */
const parted = (on: Sorted['on']) => ({
  going: on.filter(({ hasReason }) => hasReason),
  brought: on.filter(({ hasReason }) => !hasReason),
})

async function tell(
  tx: Tx,
  site: Site,
  list: List,
  { address, by, bulkId }: { address: string; by: By; bulkId: number },
): Promise<void> {
  if ((await mayAnswer(tx, address, `removed-${list.id}`, 1)) === 'silent') return
  const sentences = listSentences(list, site.platform)
  await write(tx, {
    name: 'removed',
    language: await languageOf(tx, address, list.settings.language),
    to: address,
    from: { name: list.title, address: sentences.owner! },
    listId: list.id,
    once: `bulk:${bulkId}:removed:${address}`,
    sentences: { ...sentences, by: by.name },
  })
}
