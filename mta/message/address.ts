// Addresses of mail: parsed once at the border, compared by `text`, used as `written`.

import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import addressparser from 'nodemailer/lib/addressparser'
import { plainMailboxes } from './plain-mailboxes.ts'
import { encodePhrase, guessLatin1, oneLine, readWords } from './words.ts'

/** One mailbox: `text` is `local@domain`, lower case with A-labels, for comparing; `written` is as given. */
export interface Address {
  readonly local: string
  readonly domain: string
  readonly text: string
  readonly written: string
}

/** A name and an address as they stand in From, To or Cc; `parsed` is absent when the address is not one. */
export interface Mailbox {
  readonly name: string
  readonly address: string
  readonly parsed?: Address
}

const MAX_LOCAL = 64 // octets, RFC 5321 §4.5.3.1.1
const MAX_DOMAIN = 255 // octets, RFC 5321 §4.5.3.1.2
const MAX_FIELD = 262_144 // characters of one From, To or Cc that are looked at
const MAX_MAILBOXES = 2_000
const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\u{10ffff}-]+"
const DOT_ATOM = new RegExp(`^${ATEXT}(?:\\.${ATEXT})*$`, 'u')
const QUOTED = /^"(?:[^"\\]|\\.)*"$/
const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/ // with the underscore that real hosts have
const FORBIDDEN = /[\p{C}\p{Z}]/u

/** An RFC 5321 Mailbox, also internationalised (RFC 6531); undefined when it is not one. */
export function parseAddress(text: string): Address | undefined {
  const at = text.lastIndexOf('@')
  if (at < 1 || text.length > 2 * (MAX_LOCAL + MAX_DOMAIN)) return undefined
  const local = comparedLocal(text.slice(0, at))
  const domain = comparedDomain(text.slice(at + 1))
  if (local === undefined || domain === undefined) return undefined
  return { local, domain, text: `${local}@${domain}`, written: text }
}

function comparedLocal(written: string): string | undefined {
  if (Buffer.byteLength(written) > MAX_LOCAL) return undefined
  if (DOT_ATOM.test(written) && !FORBIDDEN.test(written)) return written.toLowerCase().normalize('NFC')
  if (!QUOTED.test(written)) return undefined
  const content = written.slice(1, -1).replace(/\\(.)/g, '$1').toLowerCase().normalize('NFC')
  if (content === '' || FORBIDDEN.test(content.replaceAll(' ', ''))) return undefined
  return DOT_ATOM.test(content) ? content : `"${content.replace(/["\\]/g, '\\$&')}"`
}

function comparedDomain(written: string): string | undefined {
  if (written.startsWith('[')) return literal(written)
  if (FORBIDDEN.test(written)) return undefined
  const ascii = /[\x80-\uffff]/.test(written) ? fromUnicode(written) : written.toLowerCase()
  if (ascii.length === 0 || ascii.length > MAX_DOMAIN) return undefined
  return ascii.split('.').every((label) => LABEL.test(label)) ? ascii : undefined
}

// domainToASCII also reads percent signs and numbers as a browser would: only letters may reach it.
function fromUnicode(written: string): string {
  return /^[\p{L}\p{M}\p{N}.。_-]+$/u.test(written) ? domainToASCII(written) : ''
}

function literal(written: string): string | undefined {
  const host = /^\[(?:IPv6:)?([0-9a-fA-F:.]+)\]$/i.exec(written)?.[1]
  return host !== undefined && isIP(host) !== 0 ? written.toLowerCase() : undefined
}

/** The mailboxes of a From, To or Cc value (bytes as latin1, or text), groups flattened, words decoded. */
export function parseMailboxes(value: string): Mailbox[] {
  const text = guessLatin1(value.length > MAX_FIELD ? value.slice(0, MAX_FIELD) : value)
  return (plainMailboxes(text) ?? addressparser(text, { flatten: true }))
    .slice(0, MAX_MAILBOXES)
    .filter((entry) => entry.name !== '' || entry.address !== '')
    .map(({ name, address }) => mailbox(readWords(name), oneLine(address)))
}

function mailbox(name: string, address: string): Mailbox {
  const parsed = parseAddress(address)
  return parsed === undefined ? { name, address } : { name, address, parsed }
}

/** A mailbox for a header field: `"name" <address>`, the name quoted or encoded; no name, the bare address. */
export function encodeMailbox(name: string, address: string): string {
  return oneLine(name) === '' ? address : `${encodePhrase(name)} <${address}>`
}
