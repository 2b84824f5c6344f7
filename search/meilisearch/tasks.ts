// Meilisearch answers at once and works later: what became of the work is asked for.
import { setTimeout as sleep } from 'node:timers/promises'
import type { EnqueuedTask, Task } from 'meilisearch'
import { SearchAway } from '../away.ts'
import { reach, type Server } from './server.ts'

/** A task ended without success. What was asked for is not done. */
export class TaskFailed extends Error {
  readonly code: string
  constructor(task: Task) {
    super(`${task.type} ${task.status}: ${task.error?.message ?? 'no reason given'}`.slice(0, 500))
    this.name = 'TaskFailed'
    this.code = task.error?.code ?? task.status
  }
}

/** Failed tasks that say something of the server, not of what it was sent (its error codes). */
const SERVERS_OWN = new Set([
  'index_not_found',
  'index_creation_failed',
  'internal',
  'io_error',
  'no_space_left_on_device',
  'database_size_limit_reached',
  'too_many_open_files',
  'invalid_store_file',
  'canceled',
])

/** Waits between questions: short at first, as most tasks are. */
const FIRST_MS = 20
const LONGEST_MS = 2_000
/** A task that takes longer is taken for lost; what it was about is done again. */
const MAX_WAIT_MS = 60 * 60_000

/** Waits for these tasks to end well; a SearchAway where the server is to blame, a TaskFailed where what it was sent is. */
export async function finished(
  server: Server,
  tasks: readonly EnqueuedTask[],
  signal: AbortSignal,
): Promise<void> {
  for (const { taskUid } of tasks) {
    const task = await ended(server, taskUid, signal)
    if (task.status === 'succeeded') continue
    const failed = new TaskFailed(task)
    throw SERVERS_OWN.has(failed.code) ? new SearchAway('failing', failed.message) : failed
  }
}

async function ended(server: Server, uid: number, signal: AbortSignal): Promise<Task> {
  const deadline = performance.now() + MAX_WAIT_MS
  for (let waitMs = FIRST_MS; ; waitMs = Math.min(waitMs * 1.5, LONGEST_MS)) {
    const task = await reach(server.telling.tasks.getTask(uid, { signal }))
    if (task.status !== 'enqueued' && task.status !== 'processing') return task
    if (performance.now() > deadline) throw new SearchAway('slow', `task ${uid} is not done after an hour`)
    await sleep(waitMs, undefined, { signal })
  }
}
