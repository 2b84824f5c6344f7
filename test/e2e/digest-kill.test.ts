import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Header } from '#mta/message/header.ts'
import { give, mail } from '../support/mail.ts'
import { type Program, startProgram } from '../support/program.ts'
import { openSink, type Sink } from '../support/sink.ts'
import { until } from '../support/until.ts'

// Power cuts while digests are made. The sink takes none before the cut: whatever comes twice, or not at all, is ours.
const people = 15
const list = 'bureau@velo15.example'
const anne = 'anne@free.example'

let sink: Sink
let program: Program

beforeAll(async () => {
  sink = await openSink()
  program = await startProgram({
    env: { RELAIS_EVIDENCE: 'trust', RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}` },
  })
  await program.relais('space', 'create', 'velo15', '--name', 'Vélo 15', '--domain', 'velo15.example')
  await program.relais('list', 'create', list, '--space', 'velo15')
  const addresses = [anne, ...Array.from({ length: people }, (_, i) => `u${i}@free.example`)]
  await program.relaisWith(addresses.join('\n'), 'subscriber', 'import', list, '-')
  for (const one of addresses.slice(1))
    await give(
      program.smtp,
      { from: one, to: ['bureau-request@velo15.example'] },
      mail({ From: one, To: 'bureau-request@velo15.example', Subject: 'RECUEIL' }),
    )
  await until(() => sentTo('C’est noté').length === people, 30_000)
}, 120_000)
afterAll(async () => {
  await program?.remove()
  await sink?.close()
})

const sentTo = (subject: string): string[] =>
  sink.transactions
    .filter((t) => t.answered && Header.parse(t.bytes).header.text('Subject').includes(subject))
    .flatMap((t) => t.recipients)

test.each([
  { cut: 1, afterMs: 0 },
  { cut: 2, afterMs: 60 },
  { cut: 3, afterMs: 250 },
])(
  'a digest whose making or sending is cut after $afterMs ms reaches each person once',
  { timeout: 60_000 },
  async ({ cut, afterMs }) => {
    await give(
      program.smtp,
      { from: anne, to: [list] },
      mail({ From: anne, To: list, Subject: `Message ${cut}` }),
    )
    await until(() => sentTo(`Message ${cut}`).includes(anne))
    const before = sentTo('[bureau]').length
    sink.answer = ({ command }) => (command === 'message' ? '451 4.3.0 not now' : undefined)
    await program.relais('digest', 'send')
    await wait(afterMs)
    await program.kill()
    sink.answer = () => undefined
    await program.restart()
    const retry = async () => {
      await program.relais('queue', 'retry')
      return sentTo('[bureau]').length >= before + people
    }
    await until(retry, 30_000)
    await program.relais('digest', 'send')
    const reached = sentTo('[bureau]').slice(before)
    expect(reached.length).toBe(people)
    expect(new Set(reached).size).toBe(people)
  },
)
