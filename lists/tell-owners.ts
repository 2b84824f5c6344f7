// Owners who wish to know are told who comes and goes.
import type { Tx } from '#store/database.ts'
import { mayAnswer } from './answered.ts'
import type { List } from './lists.ts'
import { listSentences, oneLine, type Platform, write } from './mails.ts'
import { ownerAddresses } from './roles.ts'

/** Somebody joined or left by themselves. */
export interface Coming {
  readonly what: 'joins' | 'leaves'
  readonly address: string
  readonly name: string
}

/** Tells the owners, if the list is set so. */
export async function tellOwners(tx: Tx, platform: Platform, list: List, coming: Coming): Promise<void> {
  const { tellOwners: told } = list.settings
  if (told === 'both' || told === coming.what)
    await writeToOwners(tx, platform, list, coming.what === 'joins' ? 'owners-joined' : 'owners-left', coming)
}

/** Asks the owners to take somebody off who wishes to leave. */
export async function askOwnersToRemove(
  tx: Tx,
  platform: Platform,
  list: List,
  who: { readonly address: string; readonly name: string },
): Promise<void> {
  await writeToOwners(tx, platform, list, 'leave-request', who)
}

async function writeToOwners(
  tx: Tx,
  platform: Platform,
  list: List,
  name: 'owners-joined' | 'owners-left' | 'leave-request',
  who: { readonly address: string; readonly name: string },
): Promise<void> {
  // Who comes and goes all day is told of once.
  if ((await mayAnswer(tx, who.address, `${name}-${list.id}`, 1)) === 'silent') return
  const sentences = listSentences(list, platform)
  for (const owner of await ownerAddresses(tx, list.id))
    await write(tx, {
      name,
      language: list.settings.language,
      to: owner,
      from: { name: list.title, address: sentences.owner! },
      replyTo: who.address,
      listId: list.id,
      once: `${name}:${list.id}:${who.address}:${owner}:${new Date().toISOString().slice(0, 10)}`,
      sentences: { ...sentences, address: who.address, name: oneLine(who.name) || who.address },
    })
}
