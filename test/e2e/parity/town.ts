// A running program and the people who write to it: by SMTP alone, and what comes back is all they know.
import { simpleParser } from 'mailparser'
import { Header } from '#mta/message/header.ts'
import { give, mail } from '../../support/mail.ts'
import { type Program, startProgram } from '../../support/program.ts'
import { openSink, type Transaction } from '../../support/sink.ts'
import { until } from '../../support/until.ts'

/** A mail that somebody got. */
export interface Received {
  readonly subject: string
  /** The address of From, where an answer goes. */
  readonly from: string
  readonly text: string
  readonly messageId: string
  readonly header: Header
  readonly bytes: Buffer
}

/** A member, a moderator, an owner: an address and its mailbox. */
export interface Resident {
  readonly address: string
  write(to: string, subject: string, body?: string, fields?: Readonly<Record<string, string>>): Promise<void>
  /** Writes by a return path that isn't theirs: nothing proves who it is. */
  writeUnproved(to: string, subject: string, body?: string): Promise<void>
  /** The next mail with this in its subject; each is given once. */
  gets(subject: string): Promise<Received>
  answer(received: Received, body: string): Promise<void>
  /** Whether such a mail has come, seen or not. */
  hasGot(subject: string): boolean
}

export interface Town {
  readonly program: Program
  resident(name: string): Resident
  close(): Promise<void>
}

const received = async ({ bytes }: Transaction): Promise<Received> => {
  const { header } = Header.parse(bytes)
  const { text, from, messageId } = await simpleParser(bytes)
  return {
    subject: header.text('Subject'),
    from: from!.value[0]!.address!,
    text: text ?? '',
    messageId: messageId ?? '',
    header,
    bytes,
  }
}

/** Starts the program with a sink for what it sends. */
export async function openTown(env: Readonly<Record<string, string>> = {}): Promise<Town> {
  const sink = await openSink()
  const program = await startProgram({ env: { RELAIS_RELAY: `smtp://127.0.0.1:${sink.port}`, ...env } })
  const taken = new Set<Transaction>()
  const found = (address: string, subject: string) =>
    sink.transactions.filter(
      (t) => t.recipients.includes(address) && Header.parse(t.bytes).header.text('Subject').includes(subject),
    )
  return {
    program,
    resident(name) {
      const address = `${name}@courriel.example`
      const send = async (
        mailFrom: string,
        to: string,
        fields: Readonly<Record<string, string>>,
        body?: string,
      ) => {
        const reply = await give(
          program.smtp,
          { from: mailFrom, to: [to] },
          mail({ From: `<${address}>`, To: to, ...fields }, body),
        )
        if (!reply.startsWith('250')) throw new Error(`${to}: ${reply}`)
      }
      const write: Resident['write'] = (to, subject, body, fields = {}) =>
        send(address, to, { Subject: subject, ...fields }, body ?? '')
      return {
        address,
        write,
        writeUnproved: (to, subject, body) =>
          send('rebond@ailleurs.example', to, { Subject: subject }, body ?? ''),
        gets: async (subject) => {
          const next = await until(() => found(address, subject).find((t) => !taken.has(t)), 20_000)
          taken.add(next)
          return await received(next)
        },
        answer: ({ from, subject, messageId }, body) =>
          write(from, `Re: ${subject}`, body, { 'In-Reply-To': messageId, References: messageId }),
        hasGot: (subject) => found(address, subject).length > 0,
      }
    },
    close: async () => {
      await program.remove()
      await sink.close()
    },
  }
}
