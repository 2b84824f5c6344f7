import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { addJob, startWorker, type Task, type Tries, type Worker } from '#store/jobs.ts'
import { openLog } from '#store/log.ts'
import { listSetAside, retrySetAside } from '#store/set-aside.ts'
import { type TestDatabase, testDatabase } from '#test/support/database.ts'

const log = openLog('silent')
let database: TestDatabase
let workers: Worker[] = []
let children: ChildProcess[] = []
beforeAll(async () => {
  database = await testDatabase()
})
afterEach(async () => {
  for (const child of children.filter(
    ({ exitCode, signalCode }) => exitCode === null && signalCode === null,
  )) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
  children = []
  await database.db.raw(
    'truncate set_aside, graphile_worker._private_jobs, graphile_worker._private_job_queues',
  )
})
afterAll(() => database.close())

async function work(tasks: Readonly<Record<string, Task>>, concurrency = 2): Promise<Worker> {
  const worker = await startWorker(database, tasks, { concurrency, log })
  workers.push(worker)
  return worker
}

/** A task that keeps what it was given. */
function recorder(): { task: Task; seen: unknown[] } {
  const seen: unknown[] = []
  return { seen, task: async (payload) => void seen.push(payload) }
}

test('a job starts once the transaction that adds it is committed, and never when that fails', async () => {
  const { task, seen } = recorder()
  await work({ greet: task })
  const failing = database.db.transaction(async (tx) => {
    await addJob(tx, 'greet', { name: 'nobody' })
    throw new Error('on purpose')
  })
  await expect(failing).rejects.toThrow('on purpose')
  await database.db.transaction((tx) => addJob(tx, 'greet', { name: 'Odile' }))
  await vi.waitFor(() => expect(seen).toEqual([{ name: 'Odile' }]))
})

test('a job with a key replaces the one that waits under it', async () => {
  const { task, seen } = recorder()
  await addJob(database.db, 'index', { n: 1 }, { key: 'index-7' })
  await addJob(database.db, 'index', { n: 2 }, { key: 'index-7' })
  await work({ index: task })
  await addJob(database.db, 'index', { n: 3 })
  await vi.waitFor(() => expect(seen).toEqual(expect.arrayContaining([{ n: 2 }, { n: 3 }])))
  expect(seen).toHaveLength(2)
})

test('jobs of one queue are done one after the other', async () => {
  let atOnce = 0
  let most = 0
  let done = 0
  const task = async () => {
    atOnce += 1
    most = Math.max(most, atOnce)
    await database.db.raw('select pg_sleep(0.01)')
    atOnce -= 1
    done += 1
  }
  for (let n = 0; n < 5; n++) await addJob(database.db, 'post', { n }, { queue: 'list-1' })
  await work({ post: task }, 4)
  await vi.waitFor(() => expect(done).toBe(5), { timeout: 10_000 })
  expect(most).toBe(1)
})

test('a job waits for its time, and a job that failed is tried again later', async () => {
  const later = new Date(Date.now() + 3_600_000)
  await addJob(database.db, 'later', {}, { runAt: later })
  await addJob(database.db, 'fails', {})
  const fails = vi.fn(async () => {
    throw new Error('not today')
  })
  const { task, seen } = recorder()
  await work({ later: task, fails })
  const row = () => database.db('graphile_worker.jobs').where({ task_identifier: 'fails' }).first()
  await vi.waitFor(async () => expect(await row()).toMatchObject({ attempts: 1, locked_by: null }))
  expect(fails).toHaveBeenCalledOnce()
  expect((await row()).run_at.getTime()).toBeGreaterThan(Date.now() + 500)
  expect((await row()).last_error).toMatch(/not today\n +at /)
  expect(seen).toEqual([])
})

test('a job knows how often it was tried, and how that went', async () => {
  const seen: Tries[] = []
  await work({
    fragile: async (_, { tries }) => {
      seen.push(tries)
      if (tries.count === 1) throw new Error('not today')
    },
  })
  await addJob(database.db, 'fragile', {}, { maxAttempts: 3 })
  await vi.waitFor(() => expect(seen).toHaveLength(1))
  await database.db.raw('update graphile_worker._private_jobs set run_at = now() where attempts = 1')
  await vi.waitFor(() => expect(seen).toHaveLength(2), { timeout: 10_000 })
  expect(seen[0]).toEqual({ count: 1, left: 2 })
  expect(seen[1]).toEqual({ count: 2, left: 1, lastError: expect.stringContaining('not today') })
})

test('a job that has failed for good is set aside with its error, and can be tried again', async () => {
  let mended = false
  const { task, seen } = recorder()
  await work({
    fragile: async (payload, context) => {
      if (!mended) throw new Error('not today')
      await task(payload, context)
    },
  })
  await addJob(database.db, 'fragile', { n: 1 }, { maxAttempts: 1 })
  const aside = await vi.waitUntil(async () => (await listSetAside(database.db))[0], { timeout: 15_000 })
  expect(aside).toMatchObject({
    job: 'fragile',
    payload: { n: 1 },
    tries: 1,
    error: expect.stringMatching(/not today\n +at /),
  })
  expect(await database.db('graphile_worker.jobs').count('* as n')).toEqual([{ n: 0 }])
  mended = true
  expect(await retrySetAside(database.db, aside.id)).toBe(true)
  expect(await retrySetAside(database.db, aside.id)).toBe(false)
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }]))
  expect(await listSetAside(database.db)).toEqual([])
})

test('a worker that stops lets its job end', async () => {
  const started = Promise.withResolvers<void>()
  const finish = Promise.withResolvers<void>()
  let done = false
  const worker = await work({
    long: async () => {
      started.resolve()
      await finish.promise
      done = true
    },
  })
  await addJob(database.db, 'long', {})
  await started.promise
  workers = []
  const stopped = worker.stop()
  finish.resolve()
  await stopped
  expect(done).toBe(true)
  expect(await database.db('graphile_worker.jobs').count('* as n')).toEqual([{ n: 0 }])
})

/** A worker in another process, with a job in hand. */
async function workerWithJob(): Promise<ChildProcess> {
  const program = fileURLToPath(new URL('worker-process.ts', import.meta.url))
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  await vi.waitUntil(() => said.includes('taken'), { timeout: 20_000 })
  return child
}

test('the job of a worker that was killed, and its queue, are taken up within 15 seconds', async () => {
  await addJob(database.db, 'slow', { n: 1 }, { queue: 'list-1' })
  await addJob(database.db, 'slow', { n: 2 }, { queue: 'list-1' })
  const child = await workerWithJob()
  const { task, seen } = recorder()
  await work({ slow: task })
  child.kill('SIGKILL')
  const killedAt = Date.now()
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }, { n: 2 }]), { timeout: 15_000 })
  expect(Date.now() - killedAt).toBeLessThan(15_000)
})

test('a start takes up at once what a killed worker left', async () => {
  await addJob(database.db, 'slow', { n: 1 })
  const child = await workerWithJob()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { task, seen } = recorder()
  await work({ slow: task })
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }]), { timeout: 3_000 })
})

test('the job of a worker that lives is left to it, however long it takes', async () => {
  await addJob(database.db, 'slow', { n: 1 })
  await workerWithJob()
  const { task, seen } = recorder()
  await work({ slow: task, other: task })
  await addJob(database.db, 'other', { n: 2 })
  await vi.waitFor(() => expect(seen).toEqual([{ n: 2 }]))
  // A job goes a moment after its task has ended.
  await vi.waitFor(async () =>
    expect(
      await database.db('graphile_worker.jobs').whereNotNull('locked_by').pluck('task_identifier'),
    ).toEqual(['slow']),
  )
})

test('a job that ends the process each time it is tried is set aside too', async () => {
  await addJob(database.db, 'slow', { n: 1 }, { maxAttempts: 1 })
  const child = await workerWithJob()
  child.kill('SIGKILL')
  await once(child, 'exit')
  const { task, seen } = recorder()
  await work({ slow: task })
  const ended = 'It ended Relais itself each time it was tried.'
  // PostgreSQL may take a moment to notice that the process is gone.
  const setAside = await vi.waitUntil(async () => {
    const found = await listSetAside(database.db)
    return found.length > 0 && found
  }, 5_000)
  expect(setAside).toMatchObject([{ job: 'slow', payload: { n: 1 }, error: ended, tries: 1 }])
  expect(seen).toEqual([])
})

test('jobs go on after every connection to the database was cut', async () => {
  const { task, seen } = recorder()
  await work({ greet: task })
  await database.pool.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  )
  await vi.waitFor(() => addJob(database.db, 'greet', { n: 1 }))
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }]), { timeout: 15_000 })
})

test('a job given to a worker whose connection is lost before it knows is freed and done', async () => {
  const { task, seen } = recorder()
  const worker = await work({ greet: task })
  const { id } = worker
  const asking = "state = 'active' and wait_event_type = 'Lock' and query like 'with j as%'"
  await database.db.transaction(async (tx) => {
    await tx.raw('lock table graphile_worker._private_jobs in access exclusive mode')
    await addJob(tx, 'greet', { n: 1 })
    await tx.raw('update graphile_worker._private_jobs set locked_by = ?, locked_at = now()', [id])
    await vi.waitUntil(
      async () => {
        const { rowCount } = await database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and ${asking}`,
        )
        return rowCount
      },
      { timeout: 10_000 },
    )
  })
  await vi.waitFor(() => expect(seen).toEqual([{ n: 1 }]), { timeout: 15_000 })
  expect(worker.id).not.toBe(id)
})
