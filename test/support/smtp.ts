// A raw SMTP and LMTP client for tests: it says exactly the bytes it is given, and gives back every reply.
import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/** One reply of the server: its code, its lines without the code, and the whole text as received. */
export interface Reply {
  readonly code: number
  readonly lines: readonly string[]
  readonly text: string
}

/** What a reply must be: its code, or a text it contains, or a pattern of its whole text. */
export type Expected = number | string | RegExp

/** Where to knock; `host` is loopback unless told. */
export interface Door {
  readonly port: number
  readonly host?: string
}

const PATIENCE_MS = 20_000

/** Opens a connection and waits for the greeting (an early talker is refused by many servers). */
export async function connect(door: Door | number): Promise<SmtpTalk> {
  const talk = await dial(door)
  await talk.expect(220)
  return talk
}

/** Opens a connection without waiting for the greeting. */
export async function dial(door: Door | number): Promise<SmtpTalk> {
  const { port, host = '127.0.0.1' } = typeof door === 'number' ? { port: door } : door
  const socket = connectTcp({ port, host })
  await once(socket, 'connect')
  return new SmtpTalk(socket)
}

/** One connection, from the greeting to the end. */
export class SmtpTalk {
  #socket: Socket
  #received = ''
  #ended = false
  #wake: () => void = () => {}

  constructor(socket: Socket) {
    this.#socket = socket
    this.#listen(socket)
  }

  /** The bare socket, for what this client doesn't do. */
  get socket(): Socket {
    return this.#socket
  }

  /** Writes the lines, each with CRLF, in one piece: several lines are a pipeline. */
  async send(...lines: string[]): Promise<void> {
    await this.raw(lines.map((line) => `${line}\r\n`).join(''))
  }

  /** Writes the bytes as they are (a string as latin1); resolves when the socket takes more. */
  async raw(bytes: Buffer | string): Promise<void> {
    const room = this.#socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
    if (!room) await Promise.race([once(this.#socket, 'drain'), once(this.#socket, 'close')])
  }

  /** Waits for the next whole reply. */
  async reply(): Promise<Reply> {
    const deadline = Date.now() + PATIENCE_MS
    for (;;) {
      const found = /^(?:\d{3}-[^\n]*\n)*(\d{3})(?: [^\n]*)?\r?\n/.exec(this.#received)
      if (found) {
        this.#received = this.#received.slice(found[0].length)
        const lines = found[0].trimEnd().split(/\r?\n/)
        return { code: Number(found[1]), lines: lines.map((line) => line.slice(4)), text: lines.join('\n') }
      }
      if (this.#ended) throw new Error(`the server hung up; left over: ${JSON.stringify(this.#received)}`)
      await this.#news(deadline)
    }
  }

  /** Waits for the next reply and fails unless it is the expected one. */
  async expect(wanted: Expected): Promise<Reply> {
    const reply = await this.reply()
    if (!matches(reply, wanted)) throw new Error(`expected ${String(wanted)}, the server said: ${reply.text}`)
    return reply
  }

  /** Sends one line and expects one reply. */
  async say(line: string, wanted: Expected): Promise<Reply> {
    await this.send(line)
    return await this.expect(wanted)
  }

  /**
   * A whole transaction after EHLO or LHLO; the message's lone dots are stuffed and the last line ended.
   * Gives the replies to the final dot: one over SMTP, one for each accepted recipient over LMTP.
   */
  async mail(mail: {
    from: string
    to: readonly string[]
    bytes: Buffer | string
    replies?: number
  }): Promise<Reply[]> {
    await this.say(`MAIL FROM:<${mail.from}>`, 250)
    for (const to of mail.to) await this.say(`RCPT TO:<${to}>`, 250)
    await this.say('DATA', 354)
    await this.raw(stuffed(mail.bytes))
    const replies: Reply[] = []
    for (let n = 0; n < (mail.replies ?? 1); n++) replies.push(await this.reply())
    return replies
  }

  /** STARTTLS, any certificate accepted. */
  async startTls(): Promise<void> {
    await this.say('STARTTLS', 220)
    await this.secure()
  }

  /** Begins TLS at once: the server has said 220 to STARTTLS. */
  async secure(): Promise<void> {
    this.#socket.removeAllListeners()
    const secure = connectTls({ socket: this.#socket, rejectUnauthorized: false })
    await once(secure, 'secureConnect')
    this.#socket = secure
    this.#listen(secure)
  }

  /** Resolves when the server has hung up, with what it said that was not yet read. */
  async ended(): Promise<string> {
    const deadline = Date.now() + PATIENCE_MS
    while (!this.#ended) await this.#news(deadline)
    return this.#received
  }

  /** Hangs up without a word. */
  close(): void {
    this.#socket.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close()
  }

  #listen(socket: Socket): void {
    socket.on('data', (chunk: Buffer) => {
      this.#received += chunk.toString('latin1')
      this.#wake()
    })
    const end = (): void => {
      this.#ended = true
      this.#wake()
    }
    socket.on('error', end).on('end', end).on('close', end)
  }

  async #news(deadline: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#wake = resolve
    const timer = setTimeout(resolve, Math.max(0, deadline - Date.now()))
    await promise
    clearTimeout(timer)
    if (Date.now() >= deadline)
      throw new Error(`no whole reply in time; so far: ${JSON.stringify(this.#received)}`)
  }
}

/**
 * Plays a transcript: lines `C: …` are sent (consecutive ones in one piece), each `S: …` is one whole reply
 * that must begin with the text given. The connection is closed at the end.
 */
export async function transcript(door: Door | number, script: string): Promise<void> {
  await using talk = await dial(door)
  let waiting: string[] = []
  for (const line of script.split('\n').map((written) => written.trim())) {
    if (line.startsWith('C:')) waiting.push(line.slice(3))
    if (!line.startsWith('S:')) continue
    if (waiting.length) await talk.send(...waiting)
    waiting = []
    const wanted = line.slice(3)
    const reply = await talk.reply()
    if (!reply.text.startsWith(wanted))
      throw new Error(`expected "${wanted}", the server said: ${reply.text}`)
  }
  if (waiting.length) await talk.send(...waiting)
}

/** The message as it stands after DATA: dots stuffed, last line ended, final dot (RFC 5321 §4.5.2). */
export function stuffed(bytes: Buffer | string): Buffer {
  const text = typeof bytes === 'string' ? Buffer.from(bytes).toString('latin1') : bytes.toString('latin1')
  const ended = text === '' || text.endsWith('\r\n') ? text : `${text}\r\n`
  return Buffer.from(`${ended.replace(/(^|\r\n)\./g, '$1..')}.\r\n`, 'latin1')
}

function matches(reply: Reply, wanted: Expected): boolean {
  if (typeof wanted === 'number') return reply.code === wanted
  return typeof wanted === 'string' ? reply.text.includes(wanted) : wanted.test(reply.text)
}
