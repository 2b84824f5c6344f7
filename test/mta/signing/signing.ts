// A key of a test, the mail as a server would take it, and the two judges.
import { generateKeyPairSync } from 'node:crypto'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { Header } from '#mta/message/header.ts'
import { toCrlf } from '#mta/out/crlf.ts'
import { bodyHashOf } from '#mta/signing/relaxed.ts'
import { dkimSignature, type SigningKey } from '#mta/signing/signature.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })

export const key: SigningKey = { domain: 'velo15.example', selector: 'relais20261122', privateKey }
const RECORD = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`

/** The published key, for dkimpy. */
export const names = { 'relais20261122._domainkey.velo15.example': RECORD }

/** A mail signed as copies are: header block, fields of one person on top, body as received. */
export async function signedMail(mail: {
  readonly header: Buffer
  readonly personal?: Buffer
  readonly body: Buffer
}): Promise<Buffer> {
  const header = Buffer.concat([Header.parse(mail.header).header.bytes(), Buffer.from('\r\n')])
  const personal = mail.personal ?? Buffer.alloc(0)
  const body = toCrlf(mail.body)
  const signature = await dkimSignature({ header, personal, bodyHash: bodyHashOf(body) }, key, new Date())
  return overSmtp(Buffer.concat([signature, personal, header, body]))
}

/** The end of the text is the end of a line (RFC 5321 §4.1.1.4). */
function overSmtp(mail: Buffer): Buffer {
  return mail.subarray(-2).toString('latin1') === '\r\n' ? mail : Buffer.concat([mail, Buffer.from('\r\n')])
}

/** What mailauth says of the signature of velo15.example. */
export async function mailauth(mail: Buffer, record = RECORD): Promise<string> {
  const resolver = async (name: string) => {
    if (!(name in names)) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return [[record]]
  }
  const { results } = await dkimVerify(mail, { resolver: resolver as never })
  const ours = results.find((one) => one.signingDomain === key.domain)
  return ours ? `${ours.status.result}${ours.status.comment ? ` (${ours.status.comment})` : ''}` : 'unsigned'
}
