// Requests over one lasting connection, as a browser makes them: how long each takes.
import { Agent, get } from 'node:http'
import { cpu, spent } from '../processes.ts'

/** One visitor; nothing is fetched at the same time. */
export class Visitor {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })

  /** Milliseconds from asking to the last byte. Fails when the answer isn't 200. */
  async visit(url: string): Promise<number> {
    const began = performance.now()
    await new Promise<void>((resolve, reject) => {
      get(url, { agent: this.#agent }, (answer) => {
        answer.resume()
        answer.on('end', () =>
          answer.statusCode === 200 ? resolve() : reject(new Error(`${url} answered ${answer.statusCode}`)),
        )
        answer.on('error', reject)
      }).on('error', reject)
    })
    return performance.now() - began
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** CPU milliseconds of a server for each of so many requests, on average. */
export async function cpuMsOf(server: number, requests: number, work: () => Promise<void>): Promise<number> {
  const before = cpu(server)
  await work()
  const { nodeSeconds, postgresSeconds } = spent(before, cpu(server))
  return ((nodeSeconds + postgresSeconds) * 1000) / requests
}
