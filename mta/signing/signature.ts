// The DKIM-Signature of one mail (RFC 6376). What is the same for everybody is made ready once: the fields that a copy
// shares come first in h=, those of the person last, so that a personal copy costs two short fields and one RSA
// operation. That is done beside the event loop, in the thread pool: 0.05 ms of it instead of 0.4 to 0.9.
import { type KeyObject, sign } from 'node:crypto'
import { Header } from '../message/header.ts'
import { relaxedField } from './relaxed.ts'
import { signedFields } from './signed-fields.ts'

/** A key that may sign. */
export interface SigningKey {
  readonly domain: string // d=
  readonly selector: string // s=
  readonly privateKey: KeyObject // RSA
}

/** A mail that is about to leave; all lines end with CRLF. */
export interface MailToSign {
  /** Its header block. What is worked out of it is kept with it: the same object for every person. */
  readonly header: Buffer
  /** Fields that will stand in front of that block; may be empty. */
  readonly personal: Buffer
  readonly bodyHash: Buffer // RFC 6376 §3.7, relaxed
}

/** Of one name; a field that is there more often has only its last ones signed. */
export const MAX_SAME_NAME = 20
const LINE = 76
const SIGNATURE_LINE = 72

interface Part {
  readonly names: readonly string[]
  readonly canonical: string
}
interface Shared extends Part {
  /** Fields of the block that also stand among the personal ones, canonical, last first. */
  readonly under: ReadonlyMap<string, readonly string[]>
  readonly bytes: Buffer
}

const sharedParts = new WeakMap<Buffer, Map<string, Shared>>()

/** The field, to be put in front of the mail; `at` is the moment of signing. */
export async function dkimSignature(mail: MailToSign, key: SigningKey, at: Date): Promise<Buffer> {
  const own = Header.parse(mail.personal).header
  const shared = sharedPart(mail.header, new Set(own.names().map((name) => name.toLowerCase())))
  const personal = personalPart(own, shared)
  const unsigned = [
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${key.domain};`,
    ` s=${key.selector}; t=${Math.floor(at.getTime() / 1000)};`,
    ` bh=${mail.bodyHash.toString('base64')};`,
    `${foldedNames([...shared.names, ...personal.names])};`,
    ' b=',
  ].join('\r\n')
  const rest = personal.canonical + relaxedField(`${unsigned}\r\n`).slice(0, -2)
  const signature = await signed(Buffer.concat([shared.bytes, Buffer.from(rest, 'latin1')]), key.privateKey)
  const lines = signature.toString('base64').match(new RegExp(`.{1,${SIGNATURE_LINE}}`, 'g')) ?? []
  return Buffer.from(`${unsigned}${lines.join('\r\n ')}\r\n`, 'latin1')
}

function sharedPart(header: Buffer, personalNames: ReadonlySet<string>): Shared {
  const kept = sharedParts.get(header) ?? new Map<string, Shared>()
  sharedParts.set(header, kept)
  const made = [...personalNames].join(':')
  const known = kept.get(made)
  if (known) return known
  const block = Header.parse(header).header
  const parts: Part[] = []
  const under = new Map<string, readonly string[]>()
  for (const { name, absent } of signedFields) {
    const fields = lastFirst(block, name)
    if (personalNames.has(name.toLowerCase())) under.set(name, fields)
    else if (fields.length > 0 || absent === 'closed') parts.push(covered(name, fields))
  }
  const { names, canonical } = joined(parts)
  const shared = { names, canonical, under, bytes: Buffer.from(canonical, 'latin1') }
  kept.set(made, shared)
  return shared
}

function personalPart(own: Header, { under }: Shared): Part {
  return joined([...under].map(([name, below]) => covered(name, [...below, ...lastFirst(own, name)])))
}

/** Instances are taken from the bottom of the header up (RFC 6376 §5.4.2). */
function lastFirst(header: Header, name: string): string[] {
  return header
    .raw(name)
    .reverse()
    .map((field) => relaxedField(field.toString('latin1')))
}

/** Named as often as it is there, and once more so that none is added. */
function covered(name: string, fields: readonly string[]): Part {
  const signed = fields.slice(0, MAX_SAME_NAME)
  const more = signed.length === fields.length ? 1 : 0
  return { names: Array<string>(signed.length + more).fill(name), canonical: signed.join('') }
}

function joined(parts: readonly Part[]): Part {
  return { names: parts.flatMap(({ names }) => names), canonical: parts.map((p) => p.canonical).join('') }
}

function foldedNames(names: readonly string[]): string {
  const lines: string[] = []
  let line = ' h='
  for (const [at, name] of names.entries()) {
    const last = at === names.length - 1
    if (line.length + name.length + 1 > LINE) {
      lines.push(line)
      line = ' '
    }
    line += last ? name : `${name}:`
  }
  return [...lines, line].join('\r\n')
}

function signed(bytes: Buffer, key: KeyObject): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    sign('sha256', bytes, key, (error, signature) => (error ? reject(error) : resolve(signature)))
  })
}
