// `npm run bench -- ingest|fanout|idle|big`: measures the real program, prints one JSON document and one line.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startRelais } from './relais.ts'
import { startSink } from './sink/start.ts'
import { big } from './workloads/big.ts'
import { fanout } from './workloads/fanout.ts'
import { idle } from './workloads/idle.ts'
import { ingest } from './workloads/ingest.ts'
import type { Asked, Outcome, Workload } from './workloads/workload.ts'

const workloads: Readonly<Record<string, Workload>> = { ingest, fanout, idle, big }

const SAID_CHARS = 2_000

const USAGE = `npm run bench -- ingest|fanout|idle|big [options]
  --messages N     messages that ingest pushes (2000)
  --recipients N   subscribers of the list in fanout (10000)
  --repeat N       times over; figures are medians (3)
  --after SECONDS  how long idle waits (60)
  --folder DIR     where the data stands while measuring (the system's folder for temporary files)`

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string', default: '2000' },
    recipients: { type: 'string', default: '10000' },
    repeat: { type: 'string', default: '3' },
    after: { type: 'string', default: '60' },
    folder: { type: 'string', default: tmpdir() },
  },
})
const name = positionals[0] ?? ''
const workload = workloads[name]
const asked: Asked = {
  messages: Number(values.messages),
  recipients: Number(values.recipients),
  repeat: Number(values.repeat),
  after: Number(values.after),
}
if (
  workload === undefined ||
  Object.values(asked).some((number) => !Number.isInteger(number) || number < 1)
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

async function measure(chosen: Workload): Promise<Outcome> {
  const sink = await startSink(folder)
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, load: loadavg()[0], node: process.version }
  try {
    const relais = await startRelais(folder, sink.port)
    try {
      const { figures, line } = await chosen({ relais, sink, folder }, asked)
      return { figures: { sink: sink.kind, machine, ...figures }, line }
    } finally {
      await relais.stop()
    }
  } catch (error) {
    const log = await readFile(join(folder, 'relais.log'), 'utf8').catch(() => '')
    throw new Error(
      `${error instanceof Error ? error.message : error}\nRelais said:\n${log.slice(-SAID_CHARS)}`,
    )
  } finally {
    await sink.close()
  }
}
