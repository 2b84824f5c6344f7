// A post office between servers: takes what they send, brings it to the server of each recipient's domain, and lets
// robots behind mailboxes answer as badly as they like.
import { setTimeout as wait } from 'node:timers/promises'
import { give } from './mail.ts'
import { openSink, type Sink, type Transaction } from './sink.ts'

/** A mail that a robot writes on getting one. */
export interface RobotMail {
  readonly from: string // of the envelope
  readonly to: string
  readonly bytes: Buffer
}

export type Robot = (got: Transaction) => readonly RobotMail[]

export interface PostOffice {
  readonly sink: Sink
  /** How many mails were carried to servers, those refused included. */
  carried(): number
  /** Whether all that was sent has been carried. */
  caughtUp(): boolean
  close(): Promise<void>
}

/** Opens it; `servers` is asked once mail comes: domain to SMTP port. */
export async function openPostOffice(
  servers: () => Readonly<Record<string, number>>,
  robots: Readonly<Record<string, Robot>> = {},
): Promise<PostOffice> {
  const sink = await openSink()
  let [next, carried, isOpen] = [0, 0, true]
  const carry = async (mail: RobotMail) => {
    const port = servers()[mail.to.slice(mail.to.lastIndexOf('@') + 1)]
    if (port === undefined) return
    carried++
    await give(port, { from: mail.from, to: [mail.to] }, mail.bytes)
  }
  const working = (async () => {
    while (isOpen) {
      const got = sink.transactions[next]
      if (got === undefined) {
        await wait(10)
        continue
      }
      for (const to of got.recipients) {
        await carry({ from: got.mailFrom, to, bytes: got.bytes })
        for (const mail of robots[to]?.(got) ?? []) await carry(mail)
      }
      next++
    }
  })()
  return {
    sink,
    carried: () => carried,
    caughtUp: () => next === sink.transactions.length,
    close: async () => {
      isOpen = false
      await working
      await sink.close()
    },
  }
}
