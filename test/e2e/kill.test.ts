import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink } from '../support/sink.ts'
import { until } from '../support/until.ts'

// Power cuts at every step of the way. What was answered 250 is archived once and reaches everybody; copies sent
// twice are at most the transactions in flight and one group of outcomes (200 rows), for each cut.
const people = 150
const connections = 5
const group = 200
const list = 'bureau@velo15.example'
const anne = 'u0@free.example'

let sink: Sink
let program: Program

beforeAll(async () => {
  sink = await openSink({ keepBytes: 4096 })
  program = await startProgram({
    env: {
      RELAIS_EVIDENCE: 'trust',
      RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}`,
      RELAIS_DELIVERY_CONNECTIONS: String(connections),
    },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  await program.relais('list', 'create', list, '--space', 'velo15')
  const addresses = Array.from({ length: people }, (_, i) => `u${i}@free.example`)
  await program.relaisWith(addresses.join('\n'), 'subscriber', 'import', list, '-')
}, 120_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
})

/** How often each (message, recipient) has reached the sink. */
function deliveries(): Map<string, number> {
  const counts = new Map<string, number>()
  for (const t of sink.transactions) {
    if (!t.answered) continue
    const id = Header.parse(t.bytes).header.first('Message-ID')
    for (const recipient of t.recipients) {
      const pair = `${id} ${recipient}`
      counts.set(pair, (counts.get(pair) ?? 0) + 1)
    }
  }
  return counts
}

/** Posts from several sessions until told to stop; the Message-IDs that were answered 250. */
function poster(cut: string) {
  const accepted: string[] = []
  let stopped = false
  let n = 0
  async function session() {
    while (!stopped) {
      const id = `<${cut}.${++n}@free.example>`
      const bytes = mail({ From: anne, To: list, Subject: `Coupure ${cut} ${n}`, 'Message-ID': id })
      const reply = await give(program.smtp, { from: anne, to: [list] }, bytes).catch(() => '')
      if (reply.startsWith('250')) accepted.push(id)
      else stopped = true
      await wait(30)
    }
  }
  const sessions = Promise.all([session(), session(), session()])
  return {
    accepted,
    end: async () => {
      stopped = true
      await sessions
    },
  }
}

const accepted: string[] = []
const cuts = [
  { name: 'while mail comes in', afterMs: 5, who: 'Relais' },
  { name: 'right after 250', afterMs: 40, who: 'Relais' },
  { name: 'while filing', afterMs: 120, who: 'Relais and PostgreSQL' },
  { name: 'while copies leave', afterMs: 400, who: 'Relais' },
  { name: 'while copies leave, database and all', afterMs: 700, who: 'Relais and PostgreSQL' },
  { name: 'PostgreSQL alone', afterMs: 250, who: 'PostgreSQL' },
] as const

function killPostgres(): void {
  const pid = Number(
    readFileSync(join(program.data, 'postgresql/cluster/postmaster.pid'), 'utf8').split('\n')[0],
  )
  process.kill(pid, 'SIGKILL')
}

test.each(cuts)(
  'power cut $name: work resumes within 15 s',
  async ({ name, afterMs, who }) => {
    const writing = poster(name.replaceAll(/\W+/g, '-'))
    await until(() => writing.accepted.length > 0)
    await wait(afterMs)
    if (who !== 'Relais') killPostgres()
    if (who !== 'PostgreSQL') await program.kill()
    await writing.end()
    if (who === 'PostgreSQL') await program.kill() // it ends by itself; a supervisor starts it again
    accepted.push(...writing.accepted)
    const seen = sink.transactions.length
    const from = performance.now()
    await program.restart()
    const waiting = () => accepted.some((id) => !deliveries().has(`${id} u${people - 1}@free.example`))
    if (waiting()) await until(() => sink.transactions.length > seen, 15_000)
    expect(performance.now() - from).toBeLessThan(15_000)
  },
  60_000,
)

test('in the end every accepted message is archived once and has reached everybody', async () => {
  const missing = () => {
    const counts = deliveries()
    return accepted.flatMap((id) =>
      Array.from({ length: people }, (_, i) => `${id} u${i}@free.example`).filter(
        (pair) => !counts.has(pair),
      ),
    )
  }
  await until(() => missing().length === 0, 60_000)
  for (const id of accepted) {
    const trace = JSON.parse(await program.relais('trace', id, '--json'))
    expect(trace.archived).toHaveLength(1)
    expect(trace.deliveries).toHaveLength(people)
  }
  const twice = [...deliveries().values()].reduce((sum, n) => sum + n - 1, 0)
  console.info(
    `${accepted.length} messages accepted, ${deliveries().size} copies, ${twice} sent twice over ${cuts.length} cuts`,
  )
  expect(twice).toBeLessThanOrEqual(cuts.length * (connections + group))
}, 120_000)
