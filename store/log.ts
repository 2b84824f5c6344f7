import { pino } from 'pino'
import { readableLines } from './log-lines.ts'

/** Where the program says what it does. */
export type Log = pino.Logger
export type LogLevel = 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'

/** Fields that may carry a secret: their values are never written, at the top or one level down. */
const SECRET_FIELDS = [
  'secret',
  'password',
  'token',
  'key',
  'cookie',
  'authorization',
  'databaseUrl',
  'connectionString',
]

/** A log on standard error: JSON lines for machines, short readable lines in a terminal. */
export function openLog(
  level: LogLevel = 'info',
  stream: NodeJS.WritableStream & { isTTY?: boolean } = process.stderr,
): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    redact: { paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]), censor: '[hidden]' },
    serializers: { err: failure, error: failure },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return pino(options, stream.isTTY ? readableLines(stream) : stream)
}

/** The links of a chain of causes that are told. */
const MAX_CAUSES = 5

/** What an error says of itself. Its other fields stay out: PostgreSQL's hold rows and whole connections. */
function failure(given: unknown): unknown {
  if (!(given instanceof Error)) return given
  const causes: string[] = []
  for (let cause = given.cause; cause instanceof Error && causes.length < MAX_CAUSES; cause = cause.cause) {
    causes.push(cause.stack ?? cause.message)
  }
  const { code } = given as { code?: unknown }
  return { message: given.message, code, stack: [given.stack, ...causes].join('\nbecause of ') }
}
