/** How far a file is read. */
export interface Limits {
  readonly seconds: number // of one file; its thread is ended then
  readonly memoryMb: number // that a thread may make the process grow by
  readonly maxText: number // characters taken from one file; the rest is cut
  readonly maxBytes: number // larger files aren't read
  readonly idleMs: number // a thread without work is ended
}

export const DEFAULT_LIMITS: Limits = {
  seconds: 10,
  memoryMb: 200,
  maxText: 2_097_152,
  maxBytes: 67_108_864,
  idleMs: 30_000,
}

/** Share of the time after which a thread begins no further page: what it has read by then is kept. */
export const SOFT_SHARE = 0.5
