// `npm run bench -- ingest|fanout|idle|big|import|search`: measures the real program, prints one JSON document and one line.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { FEWEST_MESSAGES } from './archive/make.ts'
import { withRelais } from './relais.ts'
import { startSink } from './sink/start.ts'
import { big } from './workloads/big.ts'
import { fanout } from './workloads/fanout.ts'
import { idle } from './workloads/idle.ts'
import { importing } from './workloads/import.ts'
import { ingest } from './workloads/ingest.ts'
import { searching } from './workloads/search.ts'
import type { Asked, Outcome, OwnWorkload, Workload } from './workloads/workload.ts'

const workloads: Readonly<Record<string, OwnWorkload>> = {
  ingest: served(ingest),
  fanout: served(fanout),
  idle: served(idle),
  big: served(big),
  import: importing,
  search: searching,
}

const MESSAGES: Readonly<Record<string, string>> = { import: '100000', search: '100000' }

const USAGE = `npm run bench -- ingest|fanout|idle|big|import|search [options]
  --messages N     messages that ingest pushes (2000), of the archive in import and search (100000, at least ${FEWEST_MESSAGES})
  --recipients N   subscribers of the list in fanout (10000)
  --repeat N       times over; figures are medians (3)
  --after SECONDS  how long idle waits (60)
  --seed N         of the archive that is made (1)
  --text DIR       words.txt and sentences.txt that it is made of (our own)
  --corpus DIR     an archive made before, with its answers.json, instead
  --full           import: growth up to 300000 messages
  --kept DIR       import: keep the server's data there; search: find them there, or import and keep them
  --folder DIR     where the data stands while measuring (the system's folder for temporary files)`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string' },
    seed: { type: 'string', default: '1' },
    text: { type: 'string' },
    corpus: { type: 'string' },
    full: { type: 'boolean', default: false },
    kept: { type: 'string' },
    recipients: { type: 'string', default: '10000' },
    repeat: { type: 'string', default: '3' },
    after: { type: 'string', default: '60' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const name = positionals[0] ?? ''
const workload = workloads[name]
const asked: Asked = {
  messages: Number(values.messages ?? MESSAGES[name] ?? '2000'),
  seed: Number(values.seed),
  growth: values.full ? 'full' : 'usual',
  ...(values.text !== undefined && { text: resolve(values.text) }),
  ...(values.corpus !== undefined && { corpus: resolve(values.corpus) }),
  ...(values.kept !== undefined && { kept: resolve(values.kept) }),
  recipients: Number(values.recipients),
  repeat: Number(values.repeat),
  after: Number(values.after),
}
if (
  workload === undefined ||
  [asked.messages, asked.seed, asked.recipients, asked.repeat, asked.after].some(
    (number) => !Number.isInteger(number) || number < 1,
  ) ||
  (name in MESSAGES && asked.messages < FEWEST_MESSAGES)
) {
  process.stderr.write(`${USAGE}\n`)
  process.exit(2)
}

const folder = await mkdtemp(join(values.folder, 'relais-bench-'))
await chmod(folder, 0o711) // PostgreSQL may run as another user, who must get through
try {
  const { figures, line } = await measure(workload)
  process.stdout.write(`${JSON.stringify({ bench: name, ...figures }, null, 2)}\n${line}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function measure(chosen: OwnWorkload): Promise<Outcome> {
  const sink = await startSink(folder)
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0], node: process.version }
  try {
    const { figures, line } = await chosen({ sink, folder }, asked)
    return { figures: { sink: sink.kind, machine, ...figures }, line }
  } finally {
    await sink.close()
  }
}

/** One that is given a server, new and ready. */
function served(workload: Workload): OwnWorkload {
  return (ground, wanted) =>
    withRelais(ground.folder, ground.sink.port, (relais) => workload({ relais, ...ground }, wanted))
}
