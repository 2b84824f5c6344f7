// Searching and reading a full archive over HTTP, and adding to it.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answers } from '../archive/answers.ts'
import { type Corpus, knownCorpus, madeCorpus } from '../measures/corpus.ts'
import { importLists } from '../measures/import-lists.ts'
import { KEPT, keptCorpus } from '../measures/kept.ts'
import { latencies, SORTS } from '../measures/latencies.ts'
import { oneMore } from '../measures/one-more.ts'
import { latencyQueries } from '../measures/queries.ts'
import { readingCost } from '../measures/reading.ts'
import { Visitor } from '../measures/visits.ts'
import { type Relais, withRelais } from '../relais.ts'
import { short } from '../statistics.ts'
import type { Asked, Outcome, OwnWorkload } from './workload.ts'

export const searching: OwnWorkload = async (ground, asked) => {
  const folder = asked.kept ?? join(ground.folder, 'searched')
  await mkdir(folder, { recursive: true, mode: 0o711 })
  const kept = await keptCorpus(folder)
  return withRelais(folder, ground.sink.port, async (relais) => {
    const { answers } = kept ?? (await imported(relais, folder, asked))
    return measured(relais, answers, asked.repeat)
  })
}

async function measured(relais: Relais, answers: Answers, repeat: number): Promise<Outcome> {
  const visitor = new Visitor()
  try {
    const queries = latencyQueries(answers)
    const page = await latencies(relais, visitor, queries, 'page', repeat)
    const api = await latencies(relais, visitor, queries, 'api', repeat)
    const reading = await readingCost(relais, visitor, answers)
    const added = await oneMore(relais)
    const more = Object.fromEntries(Object.entries(added).map(([name, value]) => [name, short(value)]))
    const line =
      `search in ${answers.meta.n} messages: ${SORTS.map((sort) => `by ${sort} p50 ${page[sort].all.p50Ms} p95 ${page[sort].all.p95Ms} ms, ${page[sort].all.cpuMs} ms of CPU`).join('; ')}; ` +
      `thread page ${reading.thread.cpuMs} ms of CPU, message page ${reading.message.cpuMs}; ` +
      `one more message ${short(added.cpuMs)} ms of CPU, found after ${short(added.foundAfterMs)} ms`
    return { figures: { messages: answers.meta.n, page, api, reading, oneMore: more }, line }
  } finally {
    visitor.close()
  }
}

/** Imports the archive that is searched; when the folder is kept, the next run finds it there. */
async function imported(relais: Relais, folder: string, asked: Asked): Promise<Corpus> {
  const corpus =
    asked.corpus === undefined
      ? await madeCorpus(join(folder, 'corpus'), asked)
      : await knownCorpus(asked.corpus)
  const { added } = await importLists(relais, corpus)
  if (added !== corpus.answers.meta.n)
    throw new Error(`only ${added} of ${corpus.answers.meta.n} were imported`)
  await writeFile(join(folder, KEPT), JSON.stringify({ corpus: corpus.folder }))
  return corpus
}
