// The bare client: several SMTP sessions pushing transactions as fast as the server takes them.
// No library, so that nothing but SMTP itself is measured.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

export interface Transaction {
  readonly mailFrom: string
  readonly recipients: readonly string[]
  /** CRLF throughout, dots stuffed, without the final dot; pieces are written one after another. */
  readonly pieces: Iterable<Buffer>
}

/** `pipelined`: MAIL, RCPT and DATA in one write (RFC 2920); `in-turn`: each command waits for the reply before it. */
export type Manner = 'pipelined' | 'in-turn'

/** How a session went: replies that were not 2xx, and when its last one came, seconds since 1970. */
export interface Pushed {
  readonly accepted: number
  readonly refused: readonly string[]
  readonly last: number
}

/** Seconds since 1970, to the microsecond. */
export const now = (): number => (performance.timeOrigin + performance.now()) / 1000

/** Pushes the transactions over so many sessions, each taking the next when it is free. */
export async function push(
  port: number,
  sessions: number,
  transactions: Iterable<Transaction>,
  manner: Manner = 'pipelined',
): Promise<Pushed> {
  const queue = transactions[Symbol.iterator]()
  const all = await Promise.all(Array.from({ length: sessions }, () => session(port, queue, manner)))
  return {
    accepted: all.reduce((sum, one) => sum + one.accepted, 0),
    refused: all.flatMap((one) => one.refused),
    last: Math.max(...all.map((one) => one.last)),
  }
}

async function session(port: number, queue: Iterator<Transaction>, manner: Manner): Promise<Pushed> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await once(socket, 'connect')
  const reply = replies(socket)
  await reply()
  socket.write('EHLO bench.example\r\n')
  await reply()
  let accepted = 0
  let last = 0
  const refused: string[] = []
  for (let next = queue.next(); !next.done; next = queue.next()) {
    const outcome = await transact(socket, reply, next.value, manner)
    last = now()
    if (outcome.startsWith('2')) accepted++
    else refused.push(outcome)
  }
  socket.end('QUIT\r\n')
  await once(socket, 'close')
  return { accepted, refused, last }
}

async function transact(
  socket: Socket,
  reply: () => Promise<string>,
  mail: Transaction,
  manner: Manner,
): Promise<string> {
  const rcpt = mail.recipients.map((recipient) => `RCPT TO:<${recipient}>\r\n`)
  const commands = [`MAIL FROM:<${mail.mailFrom}>\r\n`, ...rcpt, 'DATA\r\n']
  if (manner === 'pipelined') socket.write(commands.join(''))
  let answer = ''
  for (const command of commands) {
    if (manner === 'in-turn') socket.write(command)
    answer = await reply()
  }
  if (!answer.startsWith('354')) return answer
  for (const piece of mail.pieces) {
    if (!socket.write(piece)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
  socket.write('.\r\n')
  return reply()
}

/** Reads one reply after another, the last line of each; fails when the server hangs up. */
function replies(socket: Socket): () => Promise<string> {
  const lines: string[] = []
  let held = ''
  let over = false
  let wake = (): void => {}
  socket.on('data', (chunk: Buffer) => {
    const parts = (held + chunk.toString('latin1')).split('\r\n')
    held = parts.pop() ?? ''
    lines.push(...parts.filter((line) => line[3] !== '-'))
    wake()
  })
  const end = (): void => {
    over = true
    wake()
  }
  socket.on('error', end).on('close', end)
  return async () => {
    while (lines.length === 0) {
      if (over) throw new Error('the server hung up')
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
    return lines.shift() ?? ''
  }
}
