import type { Resident, Town } from './town.ts'

/** Who takes part in a play: addresses of its own, so that plays don't meet. */
export interface Cast {
  readonly town: Town
  /** Member of discussion@ and of the moderated sorties@. */
  readonly me: Resident
  readonly stranger: Resident
  /** Another member, who reads what is sent. */
  readonly reader: Resident
  readonly moderator: Resident
  readonly owner: Resident
}

/** An act by mail, from what is written to what comes of it. */
export type Play = (cast: Cast) => Promise<void>
export type Plays = Readonly<Record<string, Play>>
