// « ADD bureau a@… », « ADD bureau b@… » and so on, a line each as on Sympa: one act, asked about once.
import type { Command } from '../../commands/line.ts'
import { takesPeople } from '../../commands/line.ts'
import type { List } from '../../lists.ts'
import { isCalled } from '../named-list.ts'

/** A command and the list that it is about, where it names one. */
export interface AboutList<L extends List | undefined> {
  readonly list: L
  readonly command: Pick<Command, 'verb' | 'rest'> & Partial<Command>
}

/** Commands in their order, those that follow each other and do the same to people of one list as one. */
export function together<L extends List | undefined>(commands: readonly AboutList<L>[]): AboutList<L>[] {
  const all: AboutList<L>[] = []
  for (const each of commands) {
    const last = all.at(-1)
    if (last === undefined || !isSame(last, each)) all.push(each)
    else {
      const [first = '', ...others] = each.command.rest.split(/\s+/)
      const rest = each.list && isCalled(each.list, first) ? others.join(' ') : each.command.rest
      const below = [...(last.command.below ?? []), rest, ...(each.command.below ?? [])]
      all[all.length - 1] = { list: last.list, command: { ...last.command, below } }
    }
  }
  return all
}

const isSame = (one: AboutList<List | undefined>, other: AboutList<List | undefined>): boolean =>
  takesPeople(one.command.verb) &&
  one.command.verb === other.command.verb &&
  one.command.quiet === other.command.quiet &&
  one.list?.id === other.list?.id
