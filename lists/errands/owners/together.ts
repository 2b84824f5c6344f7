// « ADD bureau a@… », « ADD bureau b@… » and so on, a line each as on Sympa: one act, asked about once.
import type { Command } from '../../commands/line.ts'
import { takesPeople } from '../../commands/line.ts'
import type { List } from '../../lists.ts'
import { isCalled } from '../named-list.ts'

/** A command and the list that it is about. */
export interface AboutList {
  readonly list: List
  readonly command: Pick<Command, 'verb' | 'rest'> & Partial<Command>
}

/** Commands in their order, those that follow each other and do the same to people of one list as one. */
export function together(commands: readonly AboutList[]): AboutList[] {
  const all: AboutList[] = []
  for (const each of commands) {
    const last = all.at(-1)
    if (last === undefined || !isSame(last, each)) all.push(each)
    else {
      const [first = '', ...others] = each.command.rest.split(/\s+/)
      const rest = isCalled(each.list, first) ? others.join(' ') : each.command.rest
      const below = [...(last.command.below ?? []), rest, ...(each.command.below ?? [])]
      all[all.length - 1] = { list: last.list, command: { ...last.command, below } }
    }
  }
  return all
}

const isSame = (one: AboutList, other: AboutList): boolean =>
  takesPeople(one.command.verb) &&
  one.command.verb === other.command.verb &&
  one.command.quiet === other.command.quiet &&
  one.list.id === other.list.id
