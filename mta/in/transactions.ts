// One mail transaction after another: recipients as they are named, then the message, then what to answer.
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import type { Settings } from '#config/settings.ts'
import { type Address, parseAddress } from '#mta/message/address.ts'
import type { Log } from '#store/log.ts'
import { sessionOf } from './envelope.ts'
import type { EvidenceReader } from './evidence.ts'
import type { Answer, Reception } from './reception.ts'
import { asReply, REPLIES, together } from './replies.ts'
import { type Spooled, spool } from './spool.ts'

/** What transactions need; `hangUp` ends the connection of a session with 421. */
export interface TransactionsOptions {
  readonly protocol: 'smtp' | 'lmtp'
  readonly settings: Settings
  readonly reception: Reception
  readonly evidence: EvidenceReader
  readonly log: Log
  readonly dir: string
  hangUp(sessionId: string): void
}

const MAX_DATA_MS = 60 * 60 * 1000 // 50 MB over a slow line; RFC 5321 §4.5.3.2 bounds pauses only
const STOP_MS = 10_000 // how long `stop` waits for messages that are being received
const MAX_REFUSED = 100 // refused recipients in one connection: more is a search for addresses
const MAX_RECEIVED = 100 // Received fields, RFC 5321 §6.3

const TOO_BIG: Answer = { kind: 'refused', reason: 'too-big', text: 'This message is too big' }
const LOOP: Answer = {
  kind: 'refused',
  reason: 'loop',
  text: 'This message has been through too many servers',
}
const UNDECIDED: Answer = { kind: 'later', text: 'Nothing was decided' }

/** The transactions of one listener. */
export class Transactions {
  readonly #options: TransactionsOptions
  readonly #accepted = new WeakMap<object, Address[]>() // by envelope, in the order of RCPT, repeats included
  readonly #refused = new WeakMap<object, number>() // by session
  readonly #running = new Set<Promise<unknown>>()
  #stopping = false

  constructor(options: TransactionsOptions) {
    this.#options = options
  }

  /** Whether new transactions are refused because we are stopping. */
  get stopping(): boolean {
    return this.#stopping
  }

  /** Answers RCPT: nothing when the recipient is taken, else the refusal. */
  async recipient(given: SMTPServerAddress, session: SMTPServerSession): Promise<Error | undefined> {
    const { protocol, settings, reception, log } = this.#options
    const accepted = this.#accepted.get(session.envelope) ?? []
    if (accepted.length >= settings.smtp.maxRecipients) return REPLIES.tooManyRecipients
    // RFC 5321 §4.5.1: postmaster is known without a domain.
    const address = parseAddress(
      given.address.includes('@') ? given.address : `${given.address}@${settings.domain}`,
    )
    if (!address) return REPLIES.badRecipient
    try {
      const refusal = asReply(await reception.recipient(address, sessionOf(session, protocol)))
      if (refusal) return this.#refuse(session, refusal)
      accepted.push(address)
      this.#accepted.set(session.envelope, accepted)
      return undefined
    } catch (error) {
      log.error(
        { err: error, session: session.id, recipient: address.text },
        'a recipient could not be judged',
      )
      return REPLIES.later
    }
  }

  /** Takes a message and gives what to answer: over SMTP one reply, over LMTP one for each accepted RCPT. */
  async message(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<(string | Error)[]> {
    const timer = setTimeout(() => this.#options.hangUp(session.id), MAX_DATA_MS)
    stream.once('close', () => clearTimeout(timer))
    const work = this.#take(stream, session)
    this.#running.add(work)
    try {
      return await work
    } finally {
      this.#running.delete(work)
    }
  }

  /** Refuses new transactions and waits for running ones, for a while. */
  async stop(): Promise<void> {
    this.#stopping = true
    const { promise: bound, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, STOP_MS)
    await Promise.race([Promise.allSettled(this.#running), bound])
    clearTimeout(timer)
  }

  async #take(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<(string | Error)[]> {
    const { protocol, settings, log, dir } = this.#options
    const rcpts = this.#accepted.get(session.envelope) ?? []
    const everyone = (reply: string | Error): (string | Error)[] =>
      protocol === 'lmtp' ? rcpts.map(() => reply) : [reply]
    try {
      const spooled = await spool(stream, { dir, maxBytes: settings.smtp.maxBytes })
      if (spooled === 'too-big') return everyone(saidOf(TOO_BIG))
      try {
        const answers = await this.#judge(spooled, rcpts, session)
        return protocol === 'lmtp' ? answers.map(saidOf) : [saidOf(together(answers))]
      } finally {
        await spooled.dispose()
      }
    } catch (error) {
      if (leftEarly(error)) log.info({ session: session.id }, 'the client left in the middle of a message')
      else log.error({ err: error, session: session.id }, 'a message could not be received')
      return everyone(REPLIES.later)
    } finally {
      stream.resume() // what is left of it when it is too big
    }
  }

  async #judge(spooled: Spooled, rcpts: readonly Address[], session: SMTPServerSession): Promise<Answer[]> {
    const { protocol, reception, evidence, log } = this.#options
    if (spooled.header.all('Received').length > MAX_RECEIVED) return rcpts.map(() => LOOP)
    const distinct = new Map(rcpts.map((address) => [address.text, address]))
    const { mailFrom, client } = sessionOf(session, protocol)
    const proven = await evidence.read({ spooled, mailFrom, client })
    const recipients = [...distinct.values()]
    const answers = await reception.receive({ spooled, mailFrom, recipients, evidence: proven, client })
    log.info(
      {
        session: session.id,
        client: client.ip,
        mailFrom,
        recipients: recipients.length,
        size: spooled.size,
        evidence: proven.level,
        answers: answers.map((answer) => answer.kind),
      },
      'a message came in',
    )
    const texts = [...distinct.keys()]
    return rcpts.map((address) => answers[texts.indexOf(address.text)] ?? UNDECIDED)
  }

  #refuse(session: SMTPServerSession, refusal: Error): Error {
    const refused = (this.#refused.get(session) ?? 0) + 1
    this.#refused.set(session, refused)
    return refused > MAX_REFUSED ? REPLIES.tooManyRefused : refusal
  }
}

function saidOf(answer: Answer): string | Error {
  return asReply(answer) ?? 'Accepted'
}

function leftEarly(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ECONNECTION' || code === 'ERR_STREAM_PREMATURE_CLOSE'
}
