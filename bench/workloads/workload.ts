import type { Relais } from '../relais.ts'
import type { Sink } from '../sink/start.ts'

/** What every measurement is given: a server that is ready and empty, and the sink behind it. */
export interface Stage {
  readonly relais: Relais
  readonly sink: Sink
  readonly folder: string
}

/** What is asked on the command line. */
export interface Asked {
  readonly messages: number
  readonly recipients: number
  readonly repeat: number
  /** Seconds from ready to the measure of an idle server. */
  readonly after: number
}

export interface Outcome {
  /** What came of it, for scripts. */
  readonly figures: object
  /** The same for people, in one line. */
  readonly line: string
}

export type Workload = (stage: Stage, asked: Asked) => Promise<Outcome>
