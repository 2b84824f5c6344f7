// A thread and its limits. The limits of V8 don't count buffers or WebAssembly: so the process's memory is watched,
// and a thread that makes it grow too much, or takes too long, is ended and replaced.

import { getCompileCacheDir } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Extract, type FileToRead, nothing } from './extract.ts'
import { kindOf } from './kinds.ts'
import { type Limits, SOFT_SHARE } from './limits.ts'
import { besidesThisThread } from './memory.ts'
import type { Errand } from './thread.ts'

const LOOKS_EVERY_MS = 50
const MB = 1_048_576
const KEPT_SHARE = 0.5 // of the memory allowed: a thread that has grown more is not kept for the next file

/** What came of a file; 'grew' when the process grew too much meanwhile, by whosever doing. */
export type Outcome = Extract | 'grew'

/** Reads one file at a time in a thread that is started when needed. */
export class Lane {
  readonly #limits: Limits
  #worker: Worker | undefined
  #settle: ((outcome: Outcome) => void) | undefined
  #idle: NodeJS.Timeout | undefined

  constructor(limits: Limits) {
    this.#limits = limits
  }

  /** Reads a file; only when the last one is done. */
  async run(file: FileToRead): Promise<Outcome> {
    clearTimeout(this.#idle)
    this.#worker ??= this.#start()
    this.#worker.ref()
    const { promise, resolve } = Promise.withResolvers<Outcome>()
    this.#settle = resolve
    this.#send(this.#worker, file)
    const watch = this.#watch()
    const outcome = await promise
    clearInterval(watch.timer)
    if (watch.grown() > this.#limits.memoryMb * MB * KEPT_SHARE || isDoubtful(file, outcome)) await this.end()
    this.#rest()
    return outcome
  }

  /** Ends the thread; a file being read comes to nothing. */
  async end(): Promise<void> {
    await this.#stop(nothing('broken'))
  }

  #start(): Worker {
    const worker = new Worker(new URL('./thread.mjs', import.meta.url), {
      name: 'extract',
      env: {},
      execArgv: [],
      workerData: { compiled: compiledFolder() },
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.memoryMb },
    })
    const lost = (outcome: Outcome) => {
      if (this.#worker !== worker) return
      this.#worker = undefined
      this.#settle?.(outcome)
    }
    worker.on('message', (extract: Extract) => {
      if (this.#worker === worker) this.#settle?.(extract)
    })
    worker.on('error', (error: NodeJS.ErrnoException) =>
      lost(nothing(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much-memory' : 'broken')),
    )
    worker.on('exit', () => lost(nothing('broken')))
    return worker
  }

  // The bytes are copied, then moved: a small buffer is a part of a larger one, which would be copied whole.
  #send(worker: Worker, { name, type, charset, bytes }: FileToRead): void {
    const { maxText, seconds } = this.#limits
    const own = new Uint8Array(bytes)
    const file = charset === undefined ? { name, type } : { name, type, charset }
    const errand: Errand = { file, bytes: own, maxText, milliseconds: seconds * 1_000 * SOFT_SHARE }
    worker.postMessage(errand, [own.buffer])
  }

  #watch(): { timer: NodeJS.Timeout; grown: () => number } {
    const { seconds, memoryMb } = this.#limits
    const until = performance.now() + seconds * 1_000
    const before = besidesThisThread()
    let grown = 0
    const timer = setInterval(() => {
      grown = besidesThisThread() - before
      if (grown > memoryMb * MB) void this.#stop('grew')
      else if (performance.now() > until) void this.#stop(nothing('too-long'))
    }, LOOKS_EVERY_MS)
    return { timer, grown: () => grown }
  }

  async #stop(outcome: Outcome): Promise<void> {
    const worker = this.#worker
    const settle = this.#settle
    this.#worker = undefined
    await worker?.terminate()
    settle?.(outcome)
  }

  #rest(): void {
    this.#settle = undefined
    this.#worker?.unref()
    this.#idle = setTimeout(() => void this.end(), this.#limits.idleMs).unref()
  }
}

// A PDF that could not be read may have left the engine in disorder; the other readers keep nothing in mind.
function isDoubtful(file: FileToRead, outcome: Outcome): boolean {
  return (
    outcome !== 'grew' && outcome.outcome === 'nothing' && outcome.why === 'broken' && kindOf(file) === 'pdf'
  )
}

// Where the program keeps its compiled form; Node names a folder in it by its own version.
function compiledFolder(): string | undefined {
  const folder = getCompileCacheDir()
  return folder === undefined ? undefined : dirname(folder)
}
