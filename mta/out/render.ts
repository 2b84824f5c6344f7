// The bytes of one transaction: personal fields in front of the copy's header, then the body all share.
import { Readable } from 'node:stream'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { parseMailboxes } from '../message/address.ts'
import { Header } from '../message/header.ts'
import { bodyHashOf, bodyHashOfStream } from '../signing/relaxed.ts'
import type { Signer } from '../signing/signer.ts'
import type { Copies, Copy } from './copies.ts'
import { toCrlf } from './crlf.ts'
import type { ClaimedNotice } from './notices.ts'
import type { Letter, Renderer, Transaction } from './transaction.ts'

/** What lists/ writes for one person: the return path, and CRLF-ended header lines that stand first. */
export interface PersonalPart {
  readonly mailFrom: string
  readonly fields: Buffer
  /** The domains in whose name the copy may be signed (d= of RFC 6376): the first that has a key. */
  readonly signAs?: readonly string[]
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

const NOTHING = Buffer.alloc(0)
const NON_ASCII = /[^\x00-\x7f]/

export interface Writers {
  readonly personal: Personal
  readonly batchedMailFrom: BatchedPart
  /** Without one nothing is signed. */
  readonly signer?: Signer
}

/** The return path of a transaction of this copy, and the fields that stand first, its signature above them. */
export async function personalPart(
  { writers, copies }: { readonly writers: Writers; readonly copies: Copies },
  copy: Copy,
  transaction: Extract<Transaction, { kind: 'copy' }>,
): Promise<PersonalPart> {
  const part =
    copy.sending === 'personal' ? writers.personal(copy, transaction.rows[0]!) : writers.batchedMailFrom(copy)
  if (part.signAs === undefined) return part
  const signature = await writers.signer?.signature(part.signAs, async () => ({
    header: copy.header,
    personal: part.fields,
    bodyHash: copy.bodyHash ?? (await bodyHashOfStream(await copies.stream(copy))),
  }))
  return signature ? { ...part, fields: Buffer.concat([signature, part.fields]) } : part
}

/** Makes letters out of copies and notices. */
export function renderer(db: Db, blobs: Blobs, copies: Copies, writers: Writers): Renderer {
  return {
    async letter(transaction) {
      const utf8Address = transaction.rows.some((row) => NON_ASCII.test(row.recipient))
      if (transaction.kind === 'notice') {
        const [notice] = transaction.rows
        return noticeLetter(db, blobs, { notice, utf8: utf8Address, signer: writers.signer })
      }
      const copy = (await copies.get([transaction.copyId])).get(transaction.copyId)
      if (!copy) throw new Error(`copy ${transaction.copyId} is gone`)
      const { mailFrom, fields } = await personalPart({ writers, copies }, copy, transaction)
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

async function noticeLetter(
  db: Db,
  blobs: Blobs,
  told: { readonly notice: ClaimedNotice; readonly utf8: boolean; readonly signer: Signer | undefined },
): Promise<Letter> {
  const { notice, utf8 } = told
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
  const content = await signedNotice(toCrlf(notice.bytes ?? Buffer.alloc(0)), told.signer)
  const eightBit = content.some((byte) => byte > 0x7f)
  return { mailFrom, content, size: content.length, eightBit, utf8 }
}

/**
 * A mail of our own is signed as whom it is from. What is only passed on is not: its author's signature is untouched,
 * and ours would vouch for whatever strangers write to owners.
 */
export async function signedNotice(mail: Buffer, signer: Signer | undefined): Promise<Buffer> {
  if (!signer) return mail
  const { header, bodyOffset } = Header.parse(mail)
  const from = header.all('From').flatMap(parseMailboxes)[0]?.parsed
  const signature =
    from &&
    (await signer.signature([from.domain, signer.platform], async () => ({
      header: mail.subarray(0, bodyOffset),
      personal: NOTHING,
      bodyHash: bodyHashOf(mail.subarray(bodyOffset)),
    })))
  return signature ? Buffer.concat([signature, mail]) : mail
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
