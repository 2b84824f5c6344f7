import type { Needle } from '../answers.ts'
import type { RareWords } from '../coined.ts'
import type { Dice } from '../dice.ts'
import { isAlone, type Kind, type Plant } from './plant.ts'

type Role = 'expect' | 'reject'

interface Planted {
  readonly plant: Plant
  /** Tells the question which mail it came to stand in. */
  readonly found: (messageId: string) => void
}

/** All that is planted in an archive: which mail takes what, and the questions about it. */
export class Garden {
  readonly needles: readonly Needle[]
  readonly #beds = new Map<number, Planted[]>()
  readonly #closed = new Set<number>()
  readonly #dice: Dice
  readonly #mails: number

  /** Sows every kind into so many mails. */
  constructor(dice: Dice, mails: number, kinds: readonly Kind[], rare: RareWords) {
    this.#dice = dice
    this.#mails = mails
    const seeds = {
      rare: rare.coin.bind(rare),
      pick: <T>(from: readonly T[]) => dice.pick(from),
    }
    const sown = kinds.flatMap((kind) =>
      Array.from({ length: kind.count }, (_, n) => {
        const { expect, reject = [], ...asked } = kind.question(seeds, n)
        const id = `${kind.name}-${String(n + 1).padStart(2, '0')}`
        const needle = { id, kind: kind.name, ...asked, expect: [] as string[], reject: [] as string[] }
        return { needle, plants: { expect, reject } }
      }),
    )
    // Those that need a mail for themselves come first, while there are mails without any.
    for (const place of ['alone', 'in company'] as const)
      for (const { needle, plants } of sown) {
        const taken = new Set<number>()
        for (const role of ['expect', 'reject'] as const satisfies Role[])
          for (const plant of plants[role])
            if (isAlone(plant) === (place === 'alone'))
              this.#sow({ plant, found: (id) => needle[role].push(id) }, place, taken)
      }
    this.needles = sown.map(({ needle }) => needle)
  }

  /** What the n-th mail takes, from 0. */
  of(mail: number): readonly Planted[] {
    return this.#beds.get(mail) ?? []
  }

  #sow(planted: Planted, place: 'alone' | 'in company', taken: Set<number>): void {
    for (;;) {
      const mail = this.#dice.below(this.#mails)
      if (this.#closed.has(mail) || taken.has(mail)) continue
      taken.add(mail)
      if (place === 'alone') this.#closed.add(mail)
      this.#beds.set(mail, [...this.of(mail), planted])
      return
    }
  }
}
