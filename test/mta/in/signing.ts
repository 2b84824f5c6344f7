// Real DKIM signatures for tests, and the DNS record of their key.
import { generateKeyPairSync } from 'node:crypto'
import { dkimSign, sealMessage } from 'mailauth'

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The TXT record of every key, at `s._domainkey.DOMAIN`. */
export const KEY = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`

/** The zone entry of a signing domain's key. */
export function keyOf(domain: string): Record<string, { TXT: string[] }> {
  return { [`s._domainkey.${domain}`]: { TXT: [KEY] } }
}

/** The mail with a signature of `domain` before it. */
export async function signed(
  mail: string | Buffer,
  domain: string,
  wishes: { expires?: Date; signTime?: Date; maxBodyLength?: number; canonicalization?: string } = {},
): Promise<Buffer> {
  const { expires, signTime, ...each } = wishes
  const bytes = Buffer.from(mail)
  const options = {
    ...(expires ? { expires } : {}),
    ...(signTime ? { signTime } : {}),
    signatureData: [
      { algorithm: 'rsa-sha256', canonicalization: 'relaxed/relaxed', ...each, ...keyFor(domain) },
    ],
  }
  // The types want a key at the top as well, where it is not read.
  const { signatures } = await dkimSign(bytes, options as unknown as Parameters<typeof dkimSign>[1])
  if (signatures === '') throw new Error('not signed')
  return Buffer.concat([Buffer.from(signatures, 'latin1'), bytes])
}

/** The mail with an ARC set of `domain` before it. */
export async function sealed(mail: Buffer, domain: string): Promise<Buffer> {
  const options = { ...keyFor(domain), cv: 'none', authResults: `${domain}; spf=pass` }
  return Buffer.concat([await sealMessage(mail, options), mail])
}

function keyFor(signingDomain: string): { signingDomain: string; selector: string; privateKey: string } {
  return { signingDomain, selector: 's', privateKey: pem }
}
