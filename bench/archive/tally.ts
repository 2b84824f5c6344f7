// Counts what is written, for the questions that are answered by counting.

import type { Answers, Thread } from './answers.ts'
import type { Dice } from './dice.ts'
import { inParis } from './moments.ts'

/** How a mail hangs on its thread. */
export type Hold = 'first' | 'first, itself an answer' | 'references' | 'in-reply-to' | 'none'

interface Growing {
  readonly root: string
  readonly list: string
  readonly subject: string
  readonly ids: string[]
  readonly unlinked: string[]
  readonly holds: Set<Hold>
  /** What was planted in the subject of its first mail, or of one that says nothing else, keeps them apart. */
  isRenamed: boolean
}

const ASKED: readonly (readonly [linked: string, count: number, fits: (thread: Growing) => boolean])[] = [
  ['in-reply-to', 10, ({ holds }) => holds.has('in-reply-to') && !holds.has('none')],
  ['lost', 5, ({ holds }) => holds.has('first, itself an answer') && !holds.has('none')],
  ['subject', 10, ({ holds, isRenamed }) => holds.has('none') && !isRenamed],
  ['references', 25, ({ holds }) => !holds.has('none') && !holds.has('in-reply-to')],
]
const FEWEST_MAILS = 4 // of a thread that is asked about
const BIGGEST = 10
const AUTHORS_ASKED = 30
const PAIRS_ASKED = 20

/** All that was written, counted. */
export class Tally {
  readonly #authors = new Map<string, number>()
  readonly #months = new Map<string, number>()
  readonly #authorYears = new Map<string, number>()
  readonly #listYears = new Map<string, number>()
  readonly #lists = new Map<string, number>()
  readonly #threads = new Map<string, Growing>()

  add(mail: {
    readonly id: string
    readonly thread: string
    readonly list: string
    readonly from: string
    readonly at: number
    readonly subject: string
    readonly hold: Hold
    readonly isRenamed: boolean
  }): void {
    const here = inParis(mail.at).toISOString()
    const year = here.slice(0, 4)
    increment(this.#authors, mail.from)
    increment(this.#months, here.slice(0, 7))
    increment(this.#authorYears, `${mail.from} ${year}`)
    increment(this.#listYears, `${mail.list} ${year}`)
    increment(this.#lists, mail.list)
    const { list, subject, isRenamed } = mail
    const thread = this.#threads.get(mail.thread) ?? {
      root: mail.id,
      list,
      subject,
      ids: [],
      unlinked: [],
      holds: new Set<Hold>(),
      isRenamed,
    }
    this.#threads.set(mail.thread, thread)
    thread.ids.push(mail.id)
    thread.holds.add(mail.hold)
    if (mail.hold === 'none') {
      thread.unlinked.push(mail.id)
      thread.isRenamed ||= isRenamed
    }
  }

  /** Mails of a list. */
  ofList(name: string): number {
    return this.#lists.get(name) ?? 0
  }

  get authors(): number {
    return this.#authors.size
  }

  get threads(): number {
    return this.#threads.size
  }

  counts(): Answers['counts'] {
    const authors = mostFirst(this.#authors)
    const spread = Array.from({ length: AUTHORS_ASKED }, (_, n) =>
      Math.floor((n / AUTHORS_ASKED) ** 2 * authors.length),
    )
    const pairs = (counts: Map<string, number>): { first: string; year: string; count: number }[] =>
      mostFirst(counts)
        .slice(0, PAIRS_ASKED)
        .map(([key, count]) => ({ first: key.split(' ')[0]!, year: key.split(' ')[1]!, count }))
    return {
      author: [...new Set(spread)].map((rank) => ({ address: authors[rank]![0], count: authors[rank]![1] })),
      month: [...this.#months].sort().map(([month, count]) => ({ month, count })),
      author_year: pairs(this.#authorYears).map(({ first: address, ...rest }) => ({ address, ...rest })),
      list_year: pairs(this.#listYears).map(({ first: list, ...rest }) => ({ list, ...rest })),
    }
  }

  /** Fifty threads to ask for, held together in every way, fewer in a small archive; the biggest; those that answer unlinked. */
  threadsAsked(dice: Dice): Pick<Answers, 'threads' | 'biggest_threads' | 'unlinked_replies'> {
    const left = dice.shuffled([...this.#threads.values()].filter(({ ids }) => ids.length >= FEWEST_MAILS))
    const asked = ASKED.flatMap(([linked, count, fits]) => {
      const chosen = left.filter(fits).slice(0, count)
      for (const thread of chosen) left.splice(left.indexOf(thread), 1)
      return chosen.map(
        ({ root, list, subject, ids, unlinked }): Thread => ({
          root,
          list,
          subject,
          ids,
          unlinked,
          size: ids.length,
          linked,
        }),
      )
    })
    const all = [...this.#threads.values()]
    return {
      threads: asked,
      biggest_threads: all
        .filter(({ unlinked }) => unlinked.length === 0)
        .sort((a, b) => b.ids.length - a.ids.length)
        .slice(0, BIGGEST)
        .map(({ root, list, ids }) => ({ root, list, size: ids.length })),
      unlinked_replies: all.reduce((sum, { unlinked }) => sum + unlinked.length, 0),
    }
  }
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

function mostFirst(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, often], [b, less]) => less - often || (a < b ? -1 : 1))
}
