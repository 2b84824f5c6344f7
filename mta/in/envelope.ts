// What smtp-server knows of a connection and its transaction, in our words.
import { domainToASCII } from 'node:url'
import type { SMTPServerSession } from 'smtp-server'
import type { Client, Session } from './reception.ts'

/** The transaction so far, the domain of its return path in A-labels. */
export function sessionOf(session: SMTPServerSession, protocol: Client['protocol']): Session {
  const { mailFrom } = session.envelope
  const declared = Number(mailFrom ? (mailFrom.args as { SIZE?: string })?.SIZE : Number.NaN)
  return {
    mailFrom: mailFrom ? withALabels(mailFrom.address) : '',
    client: {
      ip: session.remoteAddress,
      helo: session.hostNameAppearsAs || '',
      tls: session.secure,
      protocol,
    },
    ...(Number.isSafeInteger(declared) ? { declaredSize: declared } : {}),
  }
}

// smtp-server turns A-labels into U-labels; they are compared and looked up as A-labels.
function withALabels(address: string): string {
  const at = address.lastIndexOf('@') + 1
  const domain = address.slice(at)
  return /[^\x20-\x7e]/.test(domain) ? address.slice(0, at) + domainToASCII(domain) : address
}
