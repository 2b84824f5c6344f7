import type { Relais } from '../relais.ts'
import type { Sink } from '../sink/start.ts'

/** What every measurement is given: a server that is ready and empty, and the sink behind it. */
export interface Stage {
  readonly relais: Relais
  readonly sink: Sink
  readonly folder: string
}

/** Where those measure that start servers themselves. */
export type Ground = Omit<Stage, 'relais'>

/** What is asked on the command line. */
export interface Asked {
  readonly messages: number
  readonly seed: number
  /** A folder with an archive made before, instead of one made for the occasion. */
  readonly corpus?: string
  /** A folder with words and sentences that the archive is made of. */
  readonly text?: string
  /** A folder where an imported archive stays, and is found again. */
  readonly kept?: string
  /** How far growth is shown. */
  readonly growth: 'usual' | 'full'
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

/** A measurement that starts its own servers. */
export type OwnWorkload = (ground: Ground, asked: Asked) => Promise<Outcome>
