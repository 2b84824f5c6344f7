import { setTimeout as sleep } from 'node:timers/promises'
import { type Job, Logger, type Runner, run, type TaskList } from 'graphile-worker'
import type { Database, Db } from '../database.ts'
import { holdLease, type Lease } from '../leases.ts'
import type { Log } from '../log.ts'

/** Does one job; throwing means to try again later. */
export type Task = (
  payload: unknown,
  context: { readonly db: Db; readonly signal: AbortSignal; readonly tries: Tries },
) => Promise<void>

/** How often a job has been tried. */
export interface Tries {
  /** Which time this is, from 1. */
  readonly count: number
  /** After this one. */
  readonly left: number
  /** What was thrown the last time; a try that ended the process itself leaves nothing. */
  readonly lastError?: string
}

/** Jobs being done; the id changes when the runner had to be started again. */
export interface JobRunner {
  readonly id: string
  stop(): Promise<void>
}

export interface RunnerOptions {
  readonly concurrency: number
  readonly log: Log
  /** A job has failed for the last time. */
  readonly onLastFailure: () => void
  /** The runner goes on under another id: jobs may be left under the one before. */
  readonly onNewId: () => void
}

interface Current {
  readonly runner: Runner
  readonly lease: Lease
}

/** How long jobs in hand are waited for at the end; graphile-worker tells them to stop after 5 seconds. */
const STOP_MS = 10_000
/** How long after it gave up (a database gone for a while) the runner is started again. */
const RESTART_MS = 1_000

/** How long ended jobs are gathered before that is written, ms. Only with a number does the runner's end wait for it. */
const BATCHES = { completeJobBatchDelay: 0, failJobBatchDelay: 0 }

/** Starts doing jobs, and again whenever the runner gives up. */
export async function startRunner(
  database: Database,
  tasks: Readonly<Record<string, Task>>,
  options: RunnerOptions,
): Promise<JobRunner> {
  const stopping = new AbortController()
  let current = await startOnce(database, tasks, options)
  const watch = async () => {
    while (!stopping.signal.aborted) {
      const why = await current.runner.promise.catch((error: unknown) => error)
      if (stopping.signal.aborted) return
      options.log.error({ err: why }, 'The jobs’ runner gave up: it is started again')
      await current.lease.release()
      current = (await startAgain(database, tasks, options, stopping.signal)) ?? current
      if (!stopping.signal.aborted) options.onNewId()
    }
  }
  const watched = watch()
  return {
    get id() {
      return current.lease.id
    },
    stop: async () => {
      stopping.abort()
      const ended = current.runner.stop().catch(() => undefined) // it had given up just now
      await Promise.race([Promise.all([ended, watched]), sleep(STOP_MS, undefined, { ref: false })])
      await current.lease.release()
    },
  }
}

async function startAgain(
  database: Database,
  tasks: Readonly<Record<string, Task>>,
  options: RunnerOptions,
  stopping: AbortSignal,
): Promise<Current | undefined> {
  while (!stopping.aborted) {
    await sleep(RESTART_MS, undefined, { signal: stopping }).catch(() => undefined)
    const again = await startOnce(database, tasks, options).catch(() => undefined)
    if (again) return again
  }
  return undefined
}

/** The lease is held before the first job is taken: graphile-worker asks this hook before it looks for one. */
async function startOnce(
  database: Database,
  tasks: Readonly<Record<string, Task>>,
  { concurrency, log, onLastFailure }: RunnerOptions,
): Promise<Current> {
  const leased = Promise.withResolvers<Lease>()
  let asked = false
  const lease = (id: string) => {
    if (!asked) holdLease(database, id).then(leased.resolve, leased.reject)
    asked = true
    return leased.promise
  }
  const plugin: GraphileConfig.Plugin = {
    name: 'relais-lease',
    version: '1.0.0',
    worker: { hooks: { startWorker: async (_, { worker }) => void (await lease(worker.workerPool.id)) } },
  }
  const runner = await run({
    pgPool: database.pool,
    concurrency,
    taskList: taskList(database, tasks, log),
    parsedCronItems: [],
    noHandleSignals: true,
    logger: loggerOf(log),
    preset: { plugins: [plugin], worker: BATCHES },
  })
  runner.events.on('job:failed', onLastFailure)
  // PostgreSQL may have given a job whose name never came: under a new id, what the old one holds is found and freed.
  runner.events.on('worker:getJob:error', () => setImmediate(() => runner.stop().catch(() => undefined)))
  return { runner, lease: await leased.promise }
}

function taskList(database: Database, tasks: Readonly<Record<string, Task>>, log: Log): TaskList {
  const wrapped = Object.entries(tasks).map(([name, task]) => [
    name,
    async (payload: unknown, { job, abortSignal }: { job: Attempted; abortSignal?: AbortSignal }) => {
      try {
        const signal = abortSignal ?? new AbortController().signal
        await task(payload, { db: database.db, signal, tries: triesOf(job) })
      } catch (error) {
        log.warn({ job: name, attempt: job.attempts, err: error }, 'A job failed; it is tried again later')
        // Only the message is kept with the job: whoever looks at it set aside wants to know where it failed.
        throw new Error((error instanceof Error && error.stack) || String(error))
      }
    },
  ])
  return Object.fromEntries(wrapped)
}

type Attempted = Pick<Job, 'attempts' | 'max_attempts' | 'last_error'>

function triesOf({ attempts, max_attempts: most, last_error: lastError }: Attempted): Tries {
  return { count: attempts, left: most - attempts, ...(lastError !== null && { lastError }) }
}

/** Failures of jobs are told by us; the rest of what graphile-worker says matters when it goes wrong only. */
function loggerOf(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    const grave = (level === 'error' || level === 'warning') && meta?.failure !== true
    log[grave ? 'warn' : 'debug'](`Jobs: ${message}`)
  })
}
