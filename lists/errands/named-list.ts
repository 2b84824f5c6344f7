// Which list a command means by its name.
import type { Verb } from '../commands/verbs.ts'
import type { List } from '../lists.ts'
import type { Site } from '../site.ts'

/** A list by its address, or by what stands before the @ where one list alone is called that. */
export async function listNamed(site: Site, name: string): Promise<List | undefined> {
  const archives = await site.directory.archives()
  const called = name.toLowerCase().replace(/^<|>$/g, '')
  if (called.includes('@')) return archives.at(called)?.list
  const lists = archives.all.filter(({ list }) => list.address.startsWith(`${called}@`))
  return lists.length === 1 ? lists[0]!.list : undefined
}

/** The list that a command to another list's address names first; among words to be looked for only by its address. */
export async function listMeant(
  site: Site,
  { verb, rest }: { readonly verb: Verb; readonly rest: string },
): Promise<List | undefined> {
  const [first = ''] = rest.split(/\s+/)
  const isWord = (verb === 'search' || verb === 'missing') && !first.includes('@')
  return isWord ? undefined : await listNamed(site, first)
}

/** Whether a word, as written, is this list's name or address. */
export function isCalled(list: List, word: string): boolean {
  const called = word.toLowerCase().replace(/^<|>$/g, '')
  return called === list.address || called === list.address.split('@')[0]
}

/** What stands after the list's name, where that stands first. */
export function restAfter(list: List, rest: string): string {
  const [first = '', ...others] = rest.split(/\s+/)
  return isCalled(list, first) ? others.join(' ') : rest
}
