// RAPPELER: every member is told at which address they receive a list, and how to leave it.
import { mayAnswer } from '../../answered.ts'
import { languagesOf, listSentences, write } from '../../mails.ts'
import { subscribers } from '../../subscriptions.ts'
import { type Kind, ownersMay } from './kind.ts'

export const remind: Kind<{ readonly kind: 'remind' }> = {
  may: ownersMay,
  async plan(tx, _site, list) {
    const { length } = await subscribers(tx, list.id)
    return { sections: [{ what: 'reminding', count: length }], changed: length }
  },
  async carryOut(tx, site, list) {
    // One a day, however many owners ask.
    if ((await mayAnswer(tx, list.address, 'reminder', 1)) === 'silent')
      return { sections: [{ what: 'reminded-already', count: 1 }] }
    const members = await subscribers(tx, list.id)
    const languages = await languagesOf(
      tx,
      members.map(({ address }) => address.toLowerCase()),
    )
    const sentences = listSentences(list, site.platform)
    const day = new Date().toISOString().slice(0, 10)
    for (const { address } of members)
      await write(tx, {
        name: 'reminder',
        language: languages.get(address.toLowerCase()) ?? list.settings.language,
        to: address,
        from: { name: list.title, address: sentences.owner! },
        listId: list.id,
        once: `reminder:${list.id}:${address}:${day}`,
        sentences: { ...sentences, address },
      })
    return { sections: [{ what: 'reminded', count: members.length }] }
  },
}
