// One SMTP connection, kept for many transactions: nodemailer's, with each recipient's outcome made plain.
import type { Socket } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Outcome } from './outcome.ts'
import {
  isAboutSender,
  isBeforeBody,
  outcomeOfError,
  outcomesOf,
  type Refused,
  type SmtpError,
} from './smtp-error.ts'
import type { Letter } from './transaction.ts'

/** How long a server may take (RFC 5321 §4.5.3.2: 5 minutes for a greeting, 10 after the final dot). */
export interface Patience {
  readonly connectMs: number // TCP
  readonly greetingMs: number // greeting, EHLO and STARTTLS together
  readonly replyMs: number
}
export const PATIENCE: Patience = { connectMs: 30_000, greetingMs: 300_000, replyMs: 600_000 }

export interface SessionOptions {
  readonly socket: Socket // connected
  readonly host: string // for TLS and for people
  readonly name: string // said in EHLO
  readonly tls: ConnectionOptions | 'never'
  readonly patience: Patience
}

/** What became of a transaction; `again`: sending it at once on another connection makes no second copy. */
export interface Sent {
  readonly outcomes: ReadonlyMap<string, Outcome>
  readonly connection: 'usable' | 'lost'
  readonly again: 'harmless' | 'doubtful'
}

export interface Session {
  readonly host: string
  send(letter: Letter, recipients: readonly string[]): Promise<Sent>
  /** QUIT, then closed whatever the server says. */
  quit(): Promise<void>
  /** Closed at once; a transaction under way ends as deferred. */
  cut(): void
  /** Calls back once, when the connection has ended for whatever reason. */
  onEnd(ended: () => void): void
}

/** TLS could not be agreed on: where it is opportunistic, the mail goes without (RFC 3207, RFC 7435). */
export class TlsFailure extends Error {}

const QUIT_MS = 1_000

// Not typed by nodemailer: what the server offers, and the one place where MAIL can be given SMTPUTF8 although
// both addresses are ASCII (RFC 6531 §3.4 wants it for the header's sake). test/mta/out/session guards both.
interface Internals {
  _supportedExtensions: string[]
  _sendCommand(line: string, shown?: string): void
}

/** Greets the server over a connected socket; throws what it said when it wants none of us. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const { socket, host, name, tls, patience } = options
  const connection = new SMTPConnection({
    connection: socket,
    host,
    name,
    ...(tls === 'never' ? { ignoreTLS: true } : { tls, opportunisticTLS: true }),
    connectionTimeout: patience.greetingMs,
    greetingTimeout: patience.greetingMs,
    socketTimeout: patience.replyMs,
    socketCloseTimeout: QUIT_MS,
  })
  let ended = false
  const listeners: (() => void)[] = []
  connection.on('end', () => {
    ended = true
    for (const listener of listeners) listener()
  })
  await new Promise<void>((resolve, reject) => {
    connection.on('error', reject) // stays: later errors reach the callback of send
    connection.connect((error) => (error ? reject(error) : resolve()))
  }).catch((error: SmtpError) => {
    connection.close()
    throw error.code === 'ETLS' || connection.upgrading ? new TlsFailure(error.message) : error
  })

  const internals = connection as unknown as Internals
  const sendCommand = internals._sendCommand.bind(connection)
  let declareUtf8 = false
  internals._sendCommand = (line, shown) => {
    const missing = declareUtf8 && line.startsWith('MAIL FROM:') && !line.includes('> SMTPUTF8')
    sendCommand(missing ? `${line} SMTPUTF8` : line, shown)
  }
  const reset = () =>
    new Promise<'usable' | 'lost'>((done) => connection.reset((no) => done(no ? 'lost' : 'usable')))

  return {
    host,
    onEnd: (listener) => {
      if (ended) listener()
      else listeners.push(listener)
    },
    async send(letter, recipients) {
      if (letter.utf8 && !internals._supportedExtensions.includes('SMTPUTF8')) {
        if (!Buffer.isBuffer(letter.content)) letter.content.destroy()
        const reply = `550 5.6.7 ${host} takes no accented addresses or header fields (SMTPUTF8, RFC 6531 §3.5)`
        return {
          outcomes: outcomesOf(recipients, [], { kind: 'failed', reply }),
          connection: 'usable',
          again: 'doubtful',
        }
      }
      declareUtf8 = letter.utf8
      const envelope = {
        from: letter.mailFrom,
        to: [...recipients],
        size: letter.size,
        use8BitMime: letter.eightBit,
        // A bounce need not bring the whole text back (RFC 3461 §4.3); there is nobody to tell of a notice.
        ...(letter.mailFrom === '' ? {} : { dsn: { ret: 'HDRS', notify: 'FAILURE' } }),
        rejectedErrors: [] as Refused[], // nodemailer fills in the envelope it is given
      }
      const result = await new Promise<SmtpError | string>((resolve) => {
        connection.send(envelope, letter.content, (error, info) =>
          resolve((error as SmtpError | null) ?? info?.response ?? ''),
        )
      })
      if (typeof result === 'string') {
        const outcomes = outcomesOf(recipients, envelope.rejectedErrors, { kind: 'sent', reply: result })
        return { outcomes, connection: 'usable', again: 'doubtful' }
      }
      const again = isBeforeBody(result, connection.lastServerResponse) ? 'harmless' : 'doubtful'
      const refused = isAboutSender(result) ? [] : envelope.rejectedErrors
      const outcomes = outcomesOf(recipients, refused, outcomeOfError(result))
      // Half a message is on the wire: only closing keeps the server from taking it for a whole one.
      if (result.code === 'ESTREAM') connection.close()
      if (connection.destroyed) return { outcomes, connection: 'lost', again }
      // RFC 5321 §4.1.1.5: a refused envelope leaves a transaction open, the next MAIL would be nested.
      return { outcomes, connection: result.code === 'EENVELOPE' ? await reset() : 'usable', again }
    },
    cut: () => {
      socket.destroy(new Error('stopped while sending'))
    },
    quit: () =>
      new Promise((resolve) => {
        if (ended) return resolve()
        const timer = setTimeout(() => connection.close(), QUIT_MS)
        listeners.push(() => {
          clearTimeout(timer)
          resolve()
        })
        connection.quit()
      }),
  }
}
