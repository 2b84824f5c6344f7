// RAPPELER: every member is told at which address they receive a list, and how to leave it.
import { mayAnswer } from '../../answered.ts'
import { languageOf, listSentences, write } from '../../mails.ts'
import { subscribers } from '../../subscriptions.ts'
import { type Kind, ownersMay } from './kind.ts'

export const remind: Kind<{ readonly kind: 'remind' }> = {
  may: ownersMay,
  async plan(tx, _site, list) {
    const { length } = await subscribers(tx, list.id)
    return { sections: [{ what: 'reminding', count: length }], changed: length }
  },
  async carryOut(tx, site, list) {
    const sentences = listSentences(list, site.platform)
    let count = 0
    for (const { address } of await subscribers(tx, list.id)) {
      // One a day, should an owner ask twice.
      if ((await mayAnswer(tx, address.toLowerCase(), `reminder-${list.id}`, 1)) === 'silent') continue
      await write(tx, {
        name: 'reminder',
        language: await languageOf(tx, address.toLowerCase(), list.settings.language),
        to: address,
        from: { name: list.title, address: sentences.owner! },
        listId: list.id,
        once: `reminder:${list.id}:${address}:${new Date().toISOString().slice(0, 10)}`,
        sentences: { ...sentences, address },
      })
      count++
    }
    return { sections: [{ what: 'reminded', count }] }
  },
}
