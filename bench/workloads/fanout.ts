// One post of 5 KB to a large list: batched, personal, and personal with a signature on each copy; beside a bare client
// pushing the same transactions.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bare, bare } from '../bare.ts'
import { letter } from '../letters.ts'
import { AUTHOR, makeList, makeSignedList, makeSpace } from '../lists.ts'
import { cpu, spent, watchMemory } from '../processes.ts'
import { now, push } from '../sessions.ts'
import { median, short } from '../statistics.ts'
import { reach } from '../wait.ts'
import type { Asked, Stage, Workload } from './workload.ts'

const SETTLE_MS = 500 // for copies that should not come
const SMALL = 5
const SMALL_POSTS = 10
const WATCH_MS = 1_000 // rarely: looking takes CPU time from what is measured

const SENDINGS = ['batched', 'personal', 'signed'] as const
type Sending = (typeof SENDINGS)[number]

const SIGNATURE_BYTES = 700 // a DKIM-Signature has more: RSA-2048 alone takes 344 characters

export const fanout: Workload = async (stage, asked) => {
  await makeSpace(stage.relais)
  const lists = {
    batched: await makeList(stage.relais, 'lot', asked.recipients, ['delivery=batched']),
    personal: await makeList(stage.relais, 'perso', asked.recipients, ['delivery=personal']),
    signed: await makeSignedList(stage.relais, 'signee', asked.recipients),
  }
  const small = await makeList(stage.relais, 'petite', SMALL)
  const runs: Awaited<ReturnType<typeof once>>[] = []
  for (let n = 0; n < asked.repeat; n++) {
    for (const sending of SENDINGS) {
      runs.push(await once(stage, asked, { sending, list: lists[sending], word: `${sending}${n}x` }))
    }
  }
  const firstCopyMs = await firstCopies(stage, small)
  const batched = summary(runs, 'batched')
  const personal = summary(runs, 'personal')
  const signed = summary(runs, 'signed')
  const signedSpeed = short(personal.seconds / signed.seconds)
  const longer = signed.bytesEach - personal.bytesEach
  if (longer < SIGNATURE_BYTES)
    throw new Error(`signed copies are only ${longer} bytes longer: they are not signed`)
  const line =
    `fan-out to ${asked.recipients}: batched ${batched.seconds} s (${said(batched)}), ` +
    `personal ${personal.seconds} s (${said(personal)}), signed ${signed.seconds} s (${signedSpeed} of the unsigned speed), peak ${Math.max(...runs.map((run) => run.peak.totalMb))} MB; ` +
    `first copy ${firstCopyMs} ms after 250 on a list of ${SMALL}`
  return {
    figures: { recipients: asked.recipients, batched, personal, signed, signedSpeed, firstCopyMs, runs },
    line,
  }
}

async function once(stage: Stage, asked: Asked, told: { sending: Sending; list: string; word: string }) {
  const { relais, sink } = stage
  const bytes = letter({ from: AUTHOR, to: told.list, word: told.word })
  await sink.reset()
  const before = cpu(relais.pid)
  const memory = watchMemory(relais.pid, WATCH_MS)
  const began = now()
  const { accepted, refused, last } = await push(relais.smtpPort, 1, [
    { mailFrom: AUTHOR, recipients: [told.list], pieces: [bytes] },
  ])
  if (accepted !== 1) throw new Error(`the post was refused: ${refused[0]}`)
  await reach(asked.recipients, async () => (await sink.report()).recipients)
  await sleep(SETTLE_MS)
  const report = await sink.report()
  const peak = memory.stop()
  const cost = spent(before, cpu(relais.pid))
  const seconds = report.last - began
  const load = {
    transactions: report.transactions,
    recipients: Math.max(1, Math.round(asked.recipients / report.transactions)),
    bytes,
    folder: stage.folder,
  }
  const clients = await bare(sink.port, load)
  return {
    sending: told.sending,
    complete: report.recipients === asked.recipients && report.copies === asked.recipients,
    seconds: short(seconds),
    acceptedMs: short((last - began) * 1000),
    firstCopyMs: short((report.first - last) * 1000),
    transactions: report.transactions,
    bytes: bytes.length,
    bytesEach: Math.round(report.bytes / Math.max(1, report.transactions)),
    ...cost,
    peak,
    bareSeconds: shortened(clients),
    times: shortened(mapped(clients, (bareSeconds) => seconds / bareSeconds)),
  }
}

type Run = Awaited<ReturnType<typeof once>>

function summary(runs: readonly Run[], sending: Sending) {
  const kept = runs.filter((run) => run.sending === sending)
  const middle = (figure: (run: Run) => number): number => short(median(kept.map(figure)))
  const clients = Object.keys(kept[0]?.times ?? {}) as (keyof Bare)[]
  return {
    complete: kept.every((run) => run.complete),
    seconds: middle((run) => run.seconds),
    times: Object.fromEntries(clients.map((client) => [client, middle((run) => run.times[client] ?? 0)])),
    firstCopyMs: middle((run) => run.firstCopyMs),
    bytesEach: middle((run) => run.bytesEach),
    nodeSeconds: middle((run) => run.nodeSeconds),
    postgresSeconds: middle((run) => run.postgresSeconds),
    peakMb: Math.max(...kept.map((run) => run.peak.totalMb)),
  }
}

/** From 250 to the first copy taken, on an idle server; the median of ten posts, in ms. */
async function firstCopies({ relais, sink }: Stage, list: string): Promise<number> {
  const delays: number[] = []
  for (let n = 0; n < SMALL_POSTS; n++) {
    await sleep(SETTLE_MS)
    await sink.reset()
    const bytes = letter({ from: AUTHOR, to: list, word: `tranquille${n}x` })
    const { last } = await push(relais.smtpPort, 1, [
      { mailFrom: AUTHOR, recipients: [list], pieces: [bytes] },
    ])
    await reach(SMALL, async () => (await sink.report()).recipients)
    delays.push(((await sink.report()).first - last) * 1000)
  }
  return short(median(delays))
}

function mapped(bare: Bare, change: (seconds: number) => number): Bare {
  const { inTurn, pipelined, smtpSource } = bare
  return {
    inTurn: change(inTurn),
    pipelined: change(pipelined),
    ...(smtpSource !== undefined && { smtpSource: change(smtpSource) }),
  }
}

const shortened = (bare: Bare): Bare => mapped(bare, short)

function said(of: { complete: boolean; times: Record<string, number> }): string {
  const times = Object.entries(of.times).map(([client, value]) => `${value} × ${client}`)
  return [...(of.complete ? [] : ['INCOMPLETE']), ...times].join(', ')
}
