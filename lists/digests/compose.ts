// One mail of a digest, from its messages to the bytes that everyone who gets it shares.

import { randomUUID } from 'node:crypto'
import { encodeMailbox } from '#mta/message/address.ts'
import { Header } from '#mta/message/header.ts'
import type { DigestKind } from '#mta/out/waiting.ts'
import { withListFields } from '../handlers/list-fields.ts'
import { derivedAddress } from '../list-addresses.ts'
import type { Site } from '../site.ts'
import { type StagedBody, stageBody } from '../staged-body.ts'
import { quotedPrintable } from '../text-body.ts'
import { type Issue, subjectOf } from './issue.ts'
import { type DigestBody, mimeDigest } from './mime-digest.ts'
import { plainDigest, titlesOnly } from './plain-digest.ts'

/** So much in one mail of each kind; titles weigh nothing. */
export const MOST: Readonly<Record<DigestKind, { readonly messages: number; readonly bytes: number }>> = {
  digest: { messages: 25, bytes: 10 * 1024 * 1024 },
  'digest-plain': { messages: 25, bytes: Number.POSITIVE_INFINITY },
  titles: { messages: 200, bytes: Number.POSITIVE_INFINITY },
}

export type Composing = Pick<Site, 'db' | 'blobs' | 'archived' | 'platform'>

export interface Composed extends StagedBody {
  readonly header: Buffer
}

/** Makes the mail and stages its body. */
export async function compose(
  site: Composing,
  kind: DigestKind,
  issue: Issue,
  posting: 'open' | 'closed',
): Promise<Composed> {
  const { fields, body } = await bodyOf(site, kind, issue)
  const staged = await stageBody(site.blobs, body)
  const header = fields.reduce(
    (made, [name, raw]) => made.with(name, { raw }),
    headerOf(site, kind, issue, posting),
  )
  return { header: header.bytes(), ...staged }
}

async function bodyOf(site: Composing, kind: DigestKind, issue: Issue): Promise<DigestBody> {
  switch (kind) {
    case 'digest':
      return mimeDigest(issue, site)
    case 'digest-plain': {
      const ids = issue.messages.map(({ id }) => id)
      return asText(plainDigest(issue, await site.archived.texts(site.db, ids)))
    }
    case 'titles':
      return asText(titlesOnly(issue))
  }
}

function asText(text: string): DigestBody {
  return {
    fields: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Content-Transfer-Encoding', 'quoted-printable'],
    ],
    body: (async function* () {
      yield quotedPrintable(text)
    })(),
  }
}

// Answers come to the robot, which knows « CHAQUE MESSAGE »: an answer to a digest is about none of its messages.
function headerOf(
  { platform }: Composing,
  kind: DigestKind,
  issue: Issue,
  posting: 'open' | 'closed',
): Header {
  const { list, language } = issue
  const itself = encodeMailbox(list.title, list.address)
  const header = Header.empty
    .with('From', { raw: itself })
    .with('Reply-To', { raw: encodeMailbox(list.title, derivedAddress(list.address, 'request')) })
    .with('To', { raw: itself })
    .with('Subject', subjectOf(issue, kind === 'titles' ? 'titles' : 'messages'))
    .with('Date', { raw: new Date().toUTCString().replace('GMT', '+0000') })
    .with('Message-ID', { raw: `<${randomUUID()}@${list.address.slice(list.address.lastIndexOf('@') + 1)}>` })
    .with('MIME-Version', { raw: '1.0' })
    .with('Content-Language', { raw: language })
    .with('Auto-Submitted', { raw: 'auto-generated' })
  return withListFields(header, { list, webUrl: platform.webUrl, posting }).replace('Precedence', {
    raw: 'bulk',
  })
}
