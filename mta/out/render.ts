// The bytes of one transaction: personal fields in front of the copy's header, then the body all share.
import { Readable } from 'node:stream'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import type { Copies, Copy } from './copies.ts'
import { toCrlf } from './crlf.ts'
import type { ClaimedNotice } from './notices.ts'
import type { Letter, Renderer, Transaction } from './transaction.ts'

/** What lists/ writes for one person: the return path, and CRLF-ended header lines that stand first. */
export interface PersonalPart {
  readonly mailFrom: string
  readonly fields: Buffer
}

/** Made by lists/, called once for each personal delivery. */
export type Personal = (
  copy: {
    readonly id: number
    readonly messageId: number
    readonly listId: number
    readonly personal: object
  },
  delivery: {
    readonly id: number
    readonly messageId: number
    readonly personId: number
    readonly addressId: number
    readonly recipient: string
  },
) => PersonalPart

/** Made by lists/, called once for each transaction of a batched copy. */
export type BatchedPart = (copy: {
  readonly id: number
  readonly messageId: number
  readonly listId: number
  readonly personal: object
}) => PersonalPart

const NON_ASCII = /[^\x00-\x7f]/

export interface Writers {
  readonly personal: Personal
  readonly batchedMailFrom: BatchedPart
}

/** The personal part of a transaction of this copy. */
export function personalPart(
  writers: Writers,
  copy: Copy,
  transaction: Extract<Transaction, { kind: 'copy' }>,
): PersonalPart {
  return copy.sending === 'personal'
    ? writers.personal(copy, transaction.rows[0]!)
    : writers.batchedMailFrom(copy)
}

/** Makes letters out of copies and notices. */
export function renderer(db: Db, blobs: Blobs, copies: Copies, writers: Writers): Renderer {
  return {
    async letter(transaction) {
      const utf8Address = transaction.rows.some((row) => NON_ASCII.test(row.recipient))
      if (transaction.kind === 'notice') return noticeLetter(db, blobs, transaction.rows[0], utf8Address)
      const copy = (await copies.get([transaction.copyId])).get(transaction.copyId)
      if (!copy) throw new Error(`copy ${transaction.copyId} is gone`)
      const { mailFrom, fields } = personalPart(writers, copy, transaction)
      const content = copy.text
        ? Buffer.concat([fields, copy.header, copy.text])
        : prefixed(Buffer.concat([fields, copy.header]), await copies.stream(copy))
      return {
        mailFrom,
        content,
        size: fields.length + copy.size,
        eightBit: copy.eightBit,
        utf8: copy.utf8 || utf8Address,
      }
    },
  }
}

async function noticeLetter(db: Db, blobs: Blobs, notice: ClaimedNotice, utf8: boolean): Promise<Letter> {
  const { returnPath: mailFrom } = notice
  if (notice.blob) {
    const head = toCrlf(notice.head ?? Buffer.alloc(0))
    const body = await blobs.open(db, notice.blob)
    return {
      mailFrom,
      content: prefixed(head, body),
      size: head.length + notice.blobSize,
      eightBit: true,
      utf8,
    }
  }
  const content = toCrlf(notice.bytes ?? Buffer.alloc(0))
  const eightBit = content.some((byte) => byte > 0x7f)
  return { mailFrom, content, size: content.length, eightBit, utf8 }
}

function prefixed(head: Buffer, body: Readable): Readable {
  const whole = Readable.from(
    (async function* () {
      yield head
      yield* body as AsyncIterable<Buffer>
    })(),
    { objectMode: false },
  )
  whole.on('close', () => body.destroy())
  return whole
}
