const MARKS: Readonly<Record<string, string>> = { fatal: 'FATAL ', error: 'ERROR ', warn: 'warning: ' }

/** What turns pino's JSON lines into `14:03:07 SMTP listens (port 2525)`, for a person at a terminal. */
export function readableLines(stream: NodeJS.WritableStream): { write(line: string): void } {
  return { write: (line) => void stream.write(`${readable(line)}\n`) }
}

function readable(line: string): string {
  const { time, level, msg = '', err, error, ...others } = JSON.parse(line) as Record<string, unknown>
  const clock = new Date(String(time)).toTimeString().slice(0, 8)
  const fields = Object.entries(others).map(([name, value]) => `${name} ${shown(value)}`)
  const failure = (err ?? error) as { stack?: string } | undefined
  return [
    printable(
      `${clock} ${MARKS[String(level)] ?? ''}${msg}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`,
    ),
    ...(failure?.stack ? failure.stack.split('\n').map(printable) : []),
  ].join('\n')
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A stranger's text may hold escape sequences, which a terminal would obey. */
function printable(line: string): string {
  return line.replace(/\p{Cc}/gu, '\u{fffd}')
}
