// A listener for tests, with a reception that keeps what it is given.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadSettings } from '#config/settings.ts'
import type { Evidence, EvidenceReader } from '#mta/in/evidence.ts'
import type { Answer, Incoming, Reception, Session } from '#mta/in/reception.ts'
import { type Listener, listen } from '#mta/in/smtp.ts'
import type { Address } from '#mta/message/address.ts'
import { openLog } from '#store/log.ts'
import { certificate } from './certificate.ts'

/** What a message was when it reached the reception. */
export interface Kept {
  readonly bytes: Buffer
  readonly mailFrom: string
  readonly recipients: string[]
  readonly incoming: Incoming
}

/** A listener, what it took, and what it was asked. */
export interface Listening extends AsyncDisposable {
  readonly port: number
  readonly listener: Listener
  readonly data: string
  readonly kept: Kept[]
  readonly asked: { address: Address; session: Session }[]
}

export const OK: Answer = { kind: 'ok' }
export const NOBODY: Answer = { kind: 'refused', reason: 'unknown-recipient', text: 'No such list here' }
const NONE: Evidence = { level: 'none', identities: [], detail: {} }

/** Starts a listener; recipients `nobody@…` are unknown, everything else is taken unless told otherwise. */
export async function listening(
  wishes: {
    protocol?: 'smtp' | 'lmtp'
    env?: Record<string, string>
    recipient?: Reception['recipient']
    receive?: (mail: Incoming) => Promise<Answer[]>
    evidence?: EvidenceReader
    keep?: 'nothing'
  } = {},
): Promise<Listening> {
  const data = await mkdtemp(join(tmpdir(), 'relais-in-'))
  const env = {
    RELAIS_DATA: data,
    RELAIS_SMTP_HOST: '127.0.0.1',
    RELAIS_SMTP_PORT: '0',
    RELAIS_LMTP_PORT: '0',
  }
  const kept: Kept[] = []
  const asked: { address: Address; session: Session }[] = []
  const listener = await listen({
    protocol: wishes.protocol ?? 'smtp',
    settings: loadSettings({ env: { ...env, ...wishes.env } }),
    tls: certificate,
    log: openLog('silent'),
    evidence: wishes.evidence ?? { read: async () => NONE },
    reception: {
      async recipient(address, session) {
        asked.push({ address, session })
        if (wishes.recipient) return await wishes.recipient(address, session)
        return address.local === 'nobody' ? NOBODY : OK
      },
      async receive(mail) {
        if (!wishes.keep) {
          const bytes = await read(mail)
          kept.push({
            bytes,
            mailFrom: mail.mailFrom,
            recipients: mail.recipients.map((one) => one.text),
            incoming: mail,
          })
        }
        return wishes.receive ? await wishes.receive(mail) : mail.recipients.map(() => OK)
      },
    },
  })
  return {
    port: listener.port,
    listener,
    data,
    kept,
    asked,
    async [Symbol.asyncDispose]() {
      await listener.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}

async function read(mail: Incoming): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of mail.spooled.open()) chunks.push(chunk)
  return Buffer.concat(chunks)
}
