// Years of mail brought in by command: what it costs, what it takes on disk, whether every planted answer is found,
// and how all that grows.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { score } from '../archive/score.ts'
import { askAll } from '../measures/ask.ts'
import { type Corpus, knownCorpus, madeCorpus } from '../measures/corpus.ts'
import { importLists } from '../measures/import-lists.ts'
import { KEPT } from '../measures/kept.ts'
import { stored } from '../measures/stored.ts'
import { type Relais, withRelais } from '../relais.ts'
import { short } from '../statistics.ts'
import type { Asked, Ground, OwnWorkload } from './workload.ts'

const SMALLER = 10_000 // mails, the first step of growth
const LARGER = 300_000
const ALLOWED_MB = 500
const MB = 1_048_576

export const importing: OwnWorkload = async (ground, asked) => {
  const runs: Awaited<ReturnType<typeof once>>[] = []
  const main = await run(ground, asked, asked.messages, asked.kept)
  runs.push(main)
  if (asked.corpus === undefined)
    for (const messages of others(asked)) runs.push(await run(ground, asked, messages, undefined))
  const grown = runs.toSorted((a, b) => a.messages - b.messages)
  return { figures: { ...main, growth: grown.map(growthOf) }, line: lineOf(main, grown) }
}

/** Sizes to compare with. */
function others({ messages, growth }: Asked): number[] {
  return [
    ...(messages > SMALLER ? [SMALLER] : []),
    ...(growth === 'full' && messages < LARGER ? [LARGER] : []),
  ]
}

type Run = Awaited<ReturnType<typeof once>>

/** One archive on a server of its own, whose data are thrown away unless they are to be kept. */
async function run(ground: Ground, asked: Asked, messages: number, kept: string | undefined): Promise<Run> {
  const folder = kept ?? join(ground.folder, `of-${messages}`)
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const corpus =
    asked.corpus === undefined
      ? await madeCorpus(join(folder, 'corpus'), { ...asked, messages })
      : await knownCorpus(asked.corpus)
  try {
    const figures = await withRelais(folder, ground.sink.port, (relais) => once(relais, corpus))
    if (kept !== undefined) await writeFile(join(kept, KEPT), JSON.stringify({ corpus: corpus.folder }))
    return figures
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true, force: true })
  }
}

async function once(relais: Relais, corpus: Corpus) {
  const { meta } = corpus.answers
  const empty = await stored(relais)
  const cost = await importLists(relais, corpus)
  const room = await stored(relais)
  const { kinds, ...scored } = score(corpus.answers, await askAll(relais.web, corpus.answers))
  const seconds = cost.commandSeconds + cost.postgresSeconds + cost.serverSeconds
  return {
    messages: meta.n,
    lists: meta.lists.length,
    rawMb: short(meta.bytes / MB),
    complete: cost.added === meta.n && cost.leftovers === 0,
    messagesPerCpuSecond: short(meta.n / seconds),
    /** The same without what a command costs that does nothing. */
    messagesPerCpuSecondOfWork: short(meta.n / Math.max(seconds - cost.startSeconds, seconds / 10)),
    cpu: {
      commandSeconds: short(cost.commandSeconds),
      postgresSeconds: short(cost.postgresSeconds),
      serverSeconds: short(cost.serverSeconds),
      idleSeconds: short(cost.idleSeconds),
      startSeconds: short(cost.startSeconds),
      afterwardsSeconds: short(cost.afterwardsSeconds),
    },
    wallSeconds: short(cost.wallSeconds),
    peak: { ...cost.peak, allowedMb: ALLOWED_MB },
    stored: {
      timesRaw: short(room.totalBytes / meta.bytes),
      databaseMb: short(room.databaseBytes / MB),
      /** Of it, before anything came. */
      emptyMb: short(empty.databaseBytes / MB),
      blobFilesMb: short(room.blobFileBytes / MB),
      walMb: short(room.walBytes / MB),
      largest: room.parts.map(({ table, rows, indexes }) => ({
        table,
        mb: short(rows / MB),
        indexesMb: short(indexes / MB),
      })),
    },
    answers: { ...scored, unanswered: scored.unanswered.length, kinds: inexact(kinds) },
  }
}

/** Kinds in which all is exact need no more words. */
function inexact(kinds: ReturnType<typeof score>['kinds']): object {
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, of]) => [
      kind,
      of.exact === of.asked
        ? `${of.exact} of ${of.asked}`
        : { ...of, recall: short(of.recall), precision: short(of.precision) },
    ]),
  )
}

function growthOf({
  messages,
  messagesPerCpuSecond,
  messagesPerCpuSecondOfWork,
  stored,
  peak,
  answers,
}: Run) {
  return {
    messages,
    messagesPerCpuSecond,
    messagesPerCpuSecondOfWork,
    timesRaw: stored.timesRaw,
    peakMb: peak.totalMb,
    exact: `${answers.exact} of ${answers.asked}`,
  }
}

function lineOf(main: Run, grown: readonly Run[]): string {
  const { answers, stored: room, peak } = main
  const growth =
    grown.length === 1
      ? ''
      : `; growth ${grown.map((one) => `${one.messages}: ${one.messagesPerCpuSecondOfWork}/s, ${one.stored.timesRaw} ×`).join('; ')}`
  return (
    `import: ${main.complete ? '' : 'INCOMPLETE, '}${main.messages} messages, ${main.messagesPerCpuSecond} a CPU-second ` +
    `(${main.messagesPerCpuSecondOfWork} without the start of the command), ${main.wallSeconds} s, ` +
    `peak ${peak.totalMb} of ${ALLOWED_MB} MB, stored ${room.timesRaw} × raw, ` +
    `${answers.exact} of ${answers.asked} answers and ${answers.threads.exact} of ${answers.threads.asked} threads exact${growth}`
  )
}
