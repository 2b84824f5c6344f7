import { seeded } from '../demo/random.ts'

/** Chance, the same for the same seed. */
export class Dice {
  /** The next number in [0, 1). */
  readonly share: () => number

  constructor(seed: number) {
    this.share = seeded(seed)
  }

  /** A whole number from 0 to below `count`. */
  below(count: number): number {
    return Math.floor(this.share() * count)
  }

  happens(probability: number): boolean {
    return this.share() < probability
  }

  pick<T>(from: readonly T[]): T {
    return from[this.below(from.length)]!
  }

  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[] {
    const all = [...things]
    for (let at = all.length - 1; at > 0; at--) {
      const other = this.below(at + 1)
      ;[all[at], all[other]] = [all[other]!, all[at]!]
    }
    return all
  }

  bytes(length: number): Buffer {
    const bytes = Buffer.alloc(Math.ceil(length / 4) * 4)
    for (let at = 0; at < bytes.length; at += 4) bytes.writeUInt32LE(this.below(2 ** 32), at)
    return bytes.subarray(0, length)
  }

  /** So many hexadecimal digits. */
  hex(digits: number): string {
    return this.bytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits)
  }

  /** Draws ranks below `size` as words and people are used: rank r in proportion to (r + 1 + offset) ** -exponent. */
  zipf(size: number, offset: number, exponent: number): () => number {
    const upTo = new Float64Array(size)
    let sum = 0
    for (let rank = 0; rank < size; rank++) upTo[rank] = sum += (rank + 1 + offset) ** -exponent
    return () => {
      const drawn = this.share() * sum
      let low = 0
      let high = size - 1
      while (low < high) {
        const middle = (low + high) >> 1
        if (upTo[middle]! < drawn) low = middle + 1
        else high = middle
      }
      return low
    }
  }
}
