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
    serializers: { err: pino.stdSerializers.err, error: pino.stdSerializers.err },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  }
  return pino(options, stream.isTTY ? readableLines(stream) : stream)
}
