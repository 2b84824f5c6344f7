// Attachments made to break whoever reads them. They are cut by time and memory, kept, found by name, and the rest of
// the server doesn't notice.
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { loadSettings } from '#config/settings.ts'
import { type Database, openDatabase } from '#store/database.ts'
import { openLog } from '#store/log.ts'
import { hostileFiles as hostile } from '../support/hostile-files.ts'
import { give, mail } from '../support/mail.ts'
import { mailWithFiles } from '../support/mail-with-files.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink } from '../support/sink.ts'
import { until } from '../support/until.ts'

const list = 'jardin@quai.example'
const anne = 'anne@orange.example'
/** What one file may make the process grow by (archive/extract/limits.ts), the mails themselves, and the garbage of both. */
const MOST_GROWTH_MB = 400

let program: Program
let sink: Sink
let database: Database
beforeAll(async () => {
  sink = await openSink({ keepBytes: 20_000 })
  program = await startProgram({
    env: { RELAIS_EVIDENCE: 'trust', RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}` },
  })
  await program.relais('space', 'create', 'quai', '--name', 'Quai', '--domain', 'quai.example')
  await program.relais('list', 'create', list, '--space', 'quai', '--preset', 'public')
  await program.relais('subscriber', 'add', list, anne)
  database = await openDatabase(loadSettings({ env: { RELAIS_DATA: program.data } }), openLog('warn'), {
    intent: 'command',
  })
}, 60_000)
afterAll(async () => {
  await database?.close()
  await program?.remove()
  await sink?.close()
})

test('hostile files are cut by time and memory, and the server goes on', async () => {
  const memory = watchMemory(program.pid)
  for (const [name, { bytes }] of Object.entries(hostile)) {
    const file = { name, type: 'application/octet-stream', bytes: bytes() }
    const sent = mailWithFiles({ From: anne, To: list, Subject: name }, 'Ci-joint.', [file])
    expect(await give(program.smtp, { from: anne, to: [list] }, sent)).toMatch(/^250/)
  }
  let waits: readonly number[] = []
  for (let n = 1; await areWaiting(); n++) waits = [...waits, await oneMore(n)]
  expect(waits.length).toBeGreaterThan(3) // the files take tens of seconds
  expect(Math.max(...waits)).toBeLessThan(5_000)
  const grown = memory.stop()
  console.info(
    `grown by ${Math.round(grown)} MB; mails sent meanwhile took at most ${Math.round(Math.max(...waits))} ms`,
  )
  expect(grown).toBeLessThan(MOST_GROWTH_MB)
}, 180_000)

test('each is noted as read, or with the reason why not', async () => {
  const rows: { name: string; ends: string }[] = await database
    .db('attachments')
    .select('name', database.db.raw(`coalesce(unread, 'read') as ends`))
  expect(rows).toHaveLength(Object.keys(hostile).length)
  for (const { name, ends } of rows) expect([name, ...hostile[name]!.ends]).toContain(ends)
})

test('all are kept, found by name, and come out as they went in', async () => {
  for (const [name, { bytes }] of Object.entries(hostile)) {
    const answer = await fetch(`${program.web}/api/v1/search?q=${encodeURIComponent(`fichier:${name}`)}`)
    const { hits } = (await answer.json()) as { hits: { url: string }[] }
    expect([name, hits.length]).toEqual([name, 1])
    const file = await fetch(new URL(`${hits[0]!.url}/attachments/1/${name}`, program.web))
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes())).toBe(true)
  }
  expect(await totalOf('boussole')).toBe(2) // the polyglot’s page and the text beside the macro
  expect(await totalOf('lol9')).toBe(1)
  expect(program.output()).not.toMatch(/"level":"(fatal|error)"/)
  const { setAside } = JSON.parse(await program.relais('queue', 'list', '--json'))
  expect(setAside).toEqual([])
})

async function areWaiting(): Promise<boolean> {
  const filed = await database.db('attachments').count<{ count: number }[]>().first()
  const waiting = await database.db('attachments').whereNull('extracted').whereNull('unread').first('n')
  return filed!.count < Object.keys(hostile).length || waiting !== undefined
}

/** A mail and a page while files are read: milliseconds until both were there. */
async function oneMore(n: number): Promise<number> {
  const from = performance.now()
  const subject = `Entre-temps ${n}.`
  await give(program.smtp, { from: anne, to: [list] }, mail({ From: anne, To: list, Subject: subject }))
  expect((await fetch(`${program.web}/lists/${list}`)).status).toBe(200)
  await until(() => sink.transactions.some(({ bytes }) => bytes.includes(subject)))
  return performance.now() - from
}

async function totalOf(word: string): Promise<number> {
  const answer = await fetch(`${program.web}/api/v1/search?q=${word}`)
  return ((await answer.json()) as { total: number }).total
}

/** MB that the process has grown by at most, looked at often. */
function watchMemory(pid: number): { stop(): number } {
  const look = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024
  const before = look()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, look())
  }, 50)
  onTestFinished(() => clearInterval(timer))
  return {
    stop: () => {
      clearInterval(timer)
      return most - before
    },
  }
}
