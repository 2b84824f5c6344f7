import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const report = z.object({
  connections: z.number(),
  parallel: z.number().describe('most connections open at once'),
  transactions: z.number(),
  recipients: z.number(),
  people: z.number().describe('distinct recipients'),
  copies: z.number().describe('distinct pairs of recipient and Message-ID'),
  most: z.number().describe('most recipients in one transaction'),
  bytes: z.number().describe('after DATA, on the wire'),
  began: z.number().describe('first MAIL FROM, seconds since 1970'),
  first: z.number().describe('first message taken, seconds since 1970'),
  last: z.number().describe('last message taken, seconds since 1970'),
})
export type Report = z.infer<typeof report>

export type SinkKind = 'c' | 'node'

/** A counting SMTP server on loopback, in a process of its own. */
export interface Sink {
  readonly kind: SinkKind
  readonly port: number
  reset(): Promise<void>
  report(): Promise<Report>
  close(): Promise<void>
}

/** Starts the sink, its program in `folder`: the C one where gcc is, else the TypeScript one. */
export async function startSink(folder: string, wanted: SinkKind = 'c'): Promise<Sink> {
  const program = join(folder, 'sink')
  const compiled =
    wanted === 'c' &&
    spawnSync('gcc', ['-O2', '-o', program, join(import.meta.dirname, 'sink.c')]).status === 0
  const [command, args] = compiled
    ? [program, []]
    : [process.execPath, [join(import.meta.dirname, 'sink.ts')]]
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const answer = async (): Promise<unknown> => JSON.parse((await lines.next()).value ?? 'null')
  const ask = (question: string): Promise<unknown> => {
    child.stdin.write(`${question}\n`)
    return answer()
  }
  const { port } = z.object({ port: z.number() }).parse(await answer())
  return {
    kind: compiled ? 'c' : 'node',
    port,
    reset: async () => void (await ask('reset')),
    report: async () => report.parse(await ask('report')),
    close: async () => {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}
