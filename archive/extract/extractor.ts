// Reads files in threads: pictures and the like not at all, small texts here, all others as the threads get to them.

import { type Extract, type FileToRead, nothing } from './extract.ts'
import { kindOf } from './kinds.ts'
import { Lane } from './lane.ts'
import { DEFAULT_LIMITS, type Limits } from './limits.ts'
import { readFile } from './read-file.ts'

export type { Extract, FileToRead, NoText } from './extract.ts'

/** Takes the text out of files. */
export interface Extractor {
  /** The text of a file. Never throws for what is in a file, only when closed. */
  extract(file: FileToRead): Promise<Extract>
  /** Ends all threads; files not read yet are refused with an error. */
  close(): Promise<void>
}

/** Small texts are read at once; a machine that is busy elsewhere may still take its time. */
const WITHOUT_THREAD_MS = 2_000
const SMALL = 131_072 // bytes of text that are read in a millisecond or two, without a thread
const TEXTS = new Set(['plain', 'calendar'])
const UNREAD = new Set(['picture', 'not-known'])

interface Job {
  readonly file: FileToRead
  readonly resolve: (extract: Extract) => void
  readonly reject: (error: Error) => void
  readonly company: 'any' | 'none' // whether others may be read at the same time
}

/** Opens an extractor. It costs nothing until the first file comes, nor when none has come for a while. */
export function openExtractor(options: Partial<Limits> & { readonly threads?: number } = {}): Extractor {
  const { threads = 1, ...limits } = options
  return new Threads(threads, { ...DEFAULT_LIMITS, ...limits })
}

class Threads implements Extractor {
  readonly #limits: Limits
  readonly #free: Lane[]
  readonly #busy = new Map<Lane, Job>()
  readonly #queue: Job[] = []
  #isClosed = false

  constructor(threads: number, limits: Limits) {
    this.#limits = limits
    this.#free = Array.from({ length: threads }, () => new Lane(limits))
  }

  async extract(file: FileToRead): Promise<Extract> {
    if (this.#isClosed) throw closed()
    if (file.bytes.length > this.#limits.maxBytes) return nothing('too-large')
    const kind = kindOf(file)
    if (file.bytes.length === 0 || UNREAD.has(kind) || (TEXTS.has(kind) && file.bytes.length <= SMALL)) {
      const until = performance.now() + WITHOUT_THREAD_MS
      return readFile(file, { maxText: this.#limits.maxText, until })
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ file, resolve, reject, company: 'any' })
      this.#next()
    })
  }

  #next(): void {
    for (let job = this.#queue[0]; job !== undefined && this.#mayStart(job); job = this.#queue[0]) {
      this.#queue.shift()
      const lane = this.#free.pop()!
      this.#busy.set(lane, job)
      void this.#read(lane, job)
    }
  }

  #mayStart(job: Job): boolean {
    if (this.#isClosed || this.#free.length === 0) return false
    if (job.company === 'none') return this.#busy.size === 0
    return [...this.#busy.values()].every(({ company }) => company === 'any')
  }

  // Memory is the process's: which of several files took it shows when they are read again, each alone.
  async #read(lane: Lane, job: Job): Promise<void> {
    const outcome = await lane.run(job.file)
    const wasAlone = job.company === 'none' || this.#busy.size === 1
    this.#busy.delete(lane)
    this.#free.push(lane)
    if (this.#isClosed) job.reject(closed())
    else if (outcome !== 'grew') job.resolve(outcome)
    else if (wasAlone) job.resolve(nothing('too-much-memory'))
    else this.#queue.unshift({ ...job, company: 'none' })
    this.#next()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const job of this.#queue.splice(0)) job.reject(closed())
    await Promise.all([...this.#free, ...this.#busy.keys()].map((lane) => lane.end()))
  }
}

function closed(): Error {
  return new Error('the extractor is closed')
}
