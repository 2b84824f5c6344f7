// An SMTP server for tests: takes everything, keeps each transaction, and misbehaves on request.
// Raw sockets instead of smtp-server, so that nothing of the tested program's own stack is under test twice.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'

/** One message that was received whole; `answered` is false when the sink hung up instead of replying. */
export interface Transaction {
  readonly mailFrom: string
  readonly parameters: string // what followed MAIL FROM:<…>
  readonly recipients: readonly string[] // those accepted at RCPT
  readonly bytes: Buffer // dots unstuffed; at most keepBytes
  readonly size: number // bytes on the wire, stuffed dots included, without the final dot
  readonly sha256: string // of the bytes on the wire, hex
  readonly at: Date
  readonly connection: number // 1, 2, 3… in the order of connecting
  readonly tls: boolean
  readonly answered: boolean
}

/** The step that is being answered; `seen` counts how often this recipient was named before. */
export interface Step {
  readonly command: 'connect' | 'ehlo' | 'mail' | 'rcpt' | 'data' | 'message'
  readonly address: string // of mail and rcpt
  readonly mailFrom: string
  readonly recipients: readonly string[]
  readonly connection: number
  readonly seen: number
}

/** A reply line ('450 4.2.1 later'; after '421 …' the sink closes), silence, or hanging up; undefined: the usual. */
export type Answer = string | 'hang' | 'disconnect' | undefined

export interface SinkOptions {
  readonly answer?: (step: Step) => Answer
  readonly extensions?: readonly string[]
  readonly tls?: { readonly key: string; readonly cert: string } | 'broken' // then STARTTLS is offered
  readonly keepBytes?: number // of each message; all by default
  readonly port?: number
  readonly host?: string
}

export interface Sink {
  readonly host: string
  readonly port: number
  readonly transactions: Transaction[]
  answer: (step: Step) => Answer // may be replaced at any time
  connected(): number // connections ever taken
  open(): number // connections open now
  recipients(): string[] // of all answered transactions, in order, repeats kept
  refuse(recipient: string, reply: Answer, times?: number): void // at RCPT, before `answer` is asked
  received(count: number, timeoutMs?: number): Promise<Transaction[]> // resolves once so many recipients were taken
  close(): Promise<void>
}

const USUAL = ['PIPELINING', '8BITMIME', 'SMTPUTF8', 'SIZE 104857600']
const END = Buffer.from('\r\n.\r\n')
const LONGEST_LINE = 65_536

/** A sink listening on loopback (port 0 by default). */
export async function openSink(options: SinkOptions = {}): Promise<Sink> {
  const host = options.host ?? '127.0.0.1'
  const extensions = [...(options.extensions ?? USUAL), ...(options.tls ? ['STARTTLS'] : [])]
  const keepBytes = options.keepBytes ?? Number.POSITIVE_INFINITY
  const transactions: Transaction[] = []
  const sockets = new Set<Socket>()
  const seen = new Map<string, number>()
  const refusals = new Map<string, { reply: Answer; left: number }>()
  const waiting = new Set<() => void>()
  let connections = 0
  let taken = 0

  const sink: Sink = {
    host,
    port: 0,
    transactions,
    answer: options.answer ?? (() => undefined),
    connected: () => connections,
    open: () => sockets.size,
    recipients: () => transactions.filter((t) => t.answered).flatMap((t) => t.recipients),
    refuse: (recipient, reply, times = Number.POSITIVE_INFINITY) => {
      refusals.set(recipient.toLowerCase(), { reply, left: times })
    },
    received: (count, timeoutMs = 10_000) =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (taken < count) return
          clearTimeout(timer)
          waiting.delete(check)
          resolve([...transactions])
        }
        const timer = setTimeout(() => {
          waiting.delete(check)
          reject(new Error(`the sink took ${taken} recipients of ${count} in ${timeoutMs} ms`))
        }, timeoutMs)
        waiting.add(check)
        check()
      }),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }

  function judge(step: Step): Answer {
    const refusal = step.command === 'rcpt' ? refusals.get(step.address.toLowerCase()) : undefined
    if (refusal && refusal.left > 0) {
      refusal.left--
      return refusal.reply
    }
    return sink.answer(step)
  }

  function serve(socket: Socket, connection: number, secured: boolean): void {
    let pending: Buffer = Buffer.alloc(0)
    let mode: 'commands' | 'data' | 'silent' = 'commands'
    let replies = ''
    let mailFrom = ''
    let parameters = ''
    let inMail = false
    let recipients: string[] = []
    let chunks: Buffer[] = []
    let kept = 0
    let size = 0
    let hash = createHash('sha256')

    const flush = () => {
      if (replies && socket.writable) socket.write(replies)
      replies = ''
    }
    const hangUp = () => {
      flush()
      mode = 'silent'
      socket.destroy()
    }
    /** False when the step was not answered with the usual. */
    const say = (command: Step['command'], address: string, usual: string): boolean => {
      const key = address.toLowerCase()
      const before = seen.get(key) ?? 0
      if (command === 'rcpt') seen.set(key, before + 1)
      const answer = judge({ command, address, mailFrom, recipients, connection, seen: before })
      if (answer === 'hang') {
        flush()
        mode = 'silent'
      } else if (answer === 'disconnect') hangUp()
      else {
        replies += `${answer ?? usual}\r\n`
        if (answer?.startsWith('421')) {
          flush()
          mode = 'silent'
          socket.end()
        }
      }
      return answer === undefined || answer.startsWith('2') || answer.startsWith('3')
    }
    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase()
      if (verb === 'EHLO' || verb === 'HELO') {
        const offered = secured ? extensions.filter((name) => name !== 'STARTTLS') : extensions
        const lines = ['sink.example', ...(verb === 'EHLO' ? offered : [])]
        say(
          'ehlo',
          '',
          lines.map((text, i) => `250${i === lines.length - 1 ? ' ' : '-'}${text}`).join('\r\n'),
        )
      } else if (verb === 'MAIL') {
        const match = /^MAIL FROM:<([^>]*)> ?(.*)$/i.exec(line)
        if (inMail || !match) replies += inMail ? '503 5.5.1 nested MAIL\r\n' : '501 5.5.4 MAIL FROM:<…>\r\n'
        else {
          mailFrom = match[1] ?? ''
          parameters = match[2] ?? ''
          recipients = []
          inMail = say('mail', mailFrom, '250 2.1.0 ok')
        }
      } else if (verb === 'RCPT') {
        const match = /^RCPT TO:<([^>]+)>/i.exec(line)
        if (!inMail || !match) replies += '503 5.5.1 MAIL first\r\n'
        else if (say('rcpt', match[1] ?? '', '250 2.1.5 ok')) recipients.push(match[1] ?? '')
      } else if (verb === 'DATA') {
        if (!inMail || recipients.length === 0) replies += '503 5.5.1 no recipients\r\n'
        else if (say('data', '', '354 go on')) {
          mode = 'data'
          pending = Buffer.concat([Buffer.from('\r\n'), pending])
          chunks = []
          kept = 0
          size = -2
          hash = createHash('sha256')
        }
      } else if (verb === 'RSET') {
        inMail = false
        replies += '250 2.0.0 ok\r\n'
      } else if (verb === 'NOOP') replies += '250 2.0.0 ok\r\n'
      else if (verb === 'QUIT') {
        replies += '221 2.0.0 bye\r\n'
        flush()
        socket.end()
        mode = 'silent'
      } else if (verb === 'STAR' && options.tls && !secured) {
        replies += '220 2.0.0 go on\r\n'
        flush()
        socket.removeAllListeners('data')
        mode = 'silent'
        if (options.tls === 'broken') socket.end('this is no TLS\r\n')
        else serve(upgraded(socket, options.tls), connection, true)
      } else replies += '500 5.5.1 unknown command\r\n'
    }
    const keep = (bytes: Buffer) => {
      const fresh = size < 0 ? bytes.subarray(-size) : bytes // the CRLF put in front isn't theirs
      size += bytes.length
      hash.update(fresh)
      if (kept < keepBytes) chunks.push(fresh.subarray(0, keepBytes - kept))
      kept += fresh.length
    }
    const takeMessage = () => {
      const sent = [...recipients]
      inMail = false
      mode = 'commands'
      const answered = say('message', '', '250 2.0.0 taken')
      const hungUp = (mode as string) === 'silent' && socket.destroyed
      if (answered || hungUp) {
        const bytes = unstuff(Buffer.concat(chunks))
        const sha256 = hash.digest('hex')
        const at = new Date()
        transactions.push({
          mailFrom,
          parameters,
          recipients: sent,
          bytes,
          size,
          sha256,
          at,
          connection,
          tls: secured,
          answered,
        })
      }
      if (answered) taken += sent.length
      for (const check of waiting) check()
    }
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk
      while (mode !== 'silent') {
        if (mode === 'data') {
          const end = pending.indexOf(END)
          if (end < 0) {
            const whole = Math.max(0, pending.length - END.length + 1)
            // The two bytes put in front must leave together, or the size would be counted wrong.
            if (whole >= 2) {
              keep(pending.subarray(0, whole))
              pending = pending.subarray(whole)
            }
            break
          }
          keep(pending.subarray(0, end + 2))
          pending = pending.subarray(end + END.length)
          takeMessage()
        } else {
          const end = pending.indexOf('\r\n')
          if (end < 0 && pending.length > LONGEST_LINE) return hangUp()
          if (end < 0) break
          const line = pending.toString('utf8', 0, end)
          pending = pending.subarray(end + 2)
          command(line)
        }
      }
      flush()
    })
    socket.on('error', () => socket.destroy())
    if (!secured) {
      say('connect', '', '220 sink.example ESMTP')
      flush()
    }
  }

  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    serve(socket, ++connections, false)
  })
  server.listen(options.port ?? 0, host)
  await once(server, 'listening')
  return Object.assign(sink, { port: (server.address() as AddressInfo).port })
}

function upgraded(socket: Socket, certificate: { readonly key: string; readonly cert: string }): TLSSocket {
  const secure = new TLSSocket(socket, { isServer: true, secureContext: createSecureContext(certificate) })
  secure.on('error', () => socket.destroy())
  return secure
}

function unstuff(bytes: Buffer): Buffer {
  const stuffed = bytes.indexOf('\r\n..') >= 0 || (bytes[0] === 0x2e && bytes[1] === 0x2e)
  if (!stuffed) return bytes
  return Buffer.from(bytes.toString('latin1').replace(/(^|\r\n)\.\./g, '$1.'), 'latin1')
}
