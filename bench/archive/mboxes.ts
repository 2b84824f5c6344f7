import { createHash, type Hash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { mboxDate } from './moments.ts'

const BUFFERED = 1_000_000 // bytes of a list

/** An mbox of each list, and `order.tsv`: list, place, length, Message-ID and instant of all mails as they came. */
export class Mboxes {
  readonly #folder: string
  readonly #lists = new Map<string, GrowingFile>()
  readonly #order: GrowingFile
  readonly #hash: Hash = createHash('sha256')

  constructor(folder: string) {
    this.#folder = folder
    mkdirSync(join(folder, 'mbox'), { recursive: true })
    this.#order = new GrowingFile(join(folder, 'order.tsv'))
  }

  /** Adds a mail, one char a byte, to its list. */
  add(list: string, mail: string, { id, from, at }: { id: string; from: string; at: number }): void {
    const quoted = mail.replace(/^(>*From )/gm, '>$1') // mboxrd
    const record = Buffer.from(`From ${from} ${mboxDate(at)}\n${quoted}\n`, 'latin1')
    this.#hash.update(record)
    const mbox = this.#lists.get(list) ?? this.#opened(list)
    this.#order.add(Buffer.from(`${list}\t${mbox.bytes}\t${record.length}\t${id}\t${at}\n`))
    mbox.add(record)
  }

  #opened(list: string): GrowingFile {
    const mbox = new GrowingFile(join(this.#folder, 'mbox', `${list}.mbox`))
    this.#lists.set(list, mbox)
    return mbox
  }

  /** Bytes of a list. */
  bytes(list: string): number {
    return this.#lists.get(list)?.bytes ?? 0
  }

  /** Writes what is left; the print of all that was added. */
  close(): string {
    for (const mbox of this.#lists.values()) mbox.close()
    this.#order.close()
    return this.#hash.digest('hex')
  }
}

/** A file that is written in large pieces. */
class GrowingFile {
  bytes = 0
  readonly #file: number
  #held: Buffer[] = []
  #holding = 0

  constructor(path: string) {
    this.#file = openSync(path, 'w')
  }

  add(piece: Buffer): void {
    this.bytes += piece.length
    this.#held.push(piece)
    this.#holding += piece.length
    if (this.#holding > BUFFERED) this.#flush()
  }

  #flush(): void {
    if (this.#holding > 0) writeSync(this.#file, Buffer.concat(this.#held))
    this.#held = []
    this.#holding = 0
  }

  close(): void {
    this.#flush()
    closeSync(this.#file)
  }
}
