// The archive of a list as one file, for moving it whole and for reading it without Relais: a zip with the mails as
// they are, and beside them, as plain text, where each stands, who is on the list and how it is set.
//
//   messages/000001.eml …  the exact bytes, in the order of postings.jsonl
//   postings.jsonl         one JSON object a line, a Posting: which mail, its date and state, its SHA-256
//   members.csv            who is on the list, and who left it
//   settings.json          what the list is and how it is set
//   manifest.json          format, version, list, counts, and the SHA-256 of the three files above
//
// So each byte is covered: the mails by postings.jsonl, that one by the manifest.

import { createHash } from 'node:crypto'
import type { PostingState } from '../family.ts'
import { FORMAT, VERSION } from './bundle-facts.ts'
import { Growing } from './growing.ts'
import { MEMBERS_HEADER, type Member, memberLine } from './members.ts'
import { type ZipFileToWrite, zip } from './zip.ts'

export type { Member } from './members.ts'

/** A mail of the list to write. */
export interface PostedMail {
  readonly messageId: string // without brackets
  readonly hash: string // of its address on the web
  readonly datedAt: Date
  readonly state: PostingState
  readonly bytes: Buffer
}

/** A list's content, to be written; the settings are plain JSON. */
export interface BundleContent {
  readonly list: { readonly address: string; readonly listId: string; readonly title: string }
  readonly software: string // name and version
  readonly madeAt: Date
  readonly messages: AsyncIterable<PostedMail>
  readonly members: AsyncIterable<Member>
  readonly settings: Readonly<Record<string, unknown>>
}

/** One list as one file. The same content gives the same bytes. */
export function writeBundle(content: BundleContent): AsyncGenerator<Buffer> {
  return zip(files(content))
}

async function* files(content: BundleContent): AsyncGenerator<ZipFileToWrite> {
  const sums: Record<string, { sha256: string; size: number }> = {}
  const counts = { messages: 0, members: 0 }
  const postings = new Growing('postings.jsonl')
  for await (const { bytes, datedAt, ...posted } of content.messages) {
    const file = `messages/${String(++counts.messages).padStart(6, '0')}.eml`
    const facts = { file, sha256: sha256(bytes), size: bytes.length, datedAt: datedAt.toISOString() }
    await postings.add(`${JSON.stringify({ ...facts, ...posted })}\n`)
    yield { name: file, bytes }
  }
  yield summed(await postings.end())
  const members = new Growing('members.csv')
  await members.add(MEMBERS_HEADER)
  for await (const member of content.members) {
    counts.members++
    await members.add(memberLine(member))
  }
  yield summed(await members.end())
  const settings = new Growing('settings.json')
  await settings.add(`${JSON.stringify(content.settings, undefined, 2)}\n`)
  yield summed(await settings.end())
  const { list, software, madeAt } = content
  const facts = { format: FORMAT, version: VERSION, software, madeAt: madeAt.toISOString(), list }
  const manifest = `${JSON.stringify({ ...facts, counts, files: sums }, undefined, 2)}\n`
  yield { name: 'manifest.json', bytes: Buffer.from(manifest) }

  function summed(grown: Awaited<ReturnType<Growing['end']>>): ZipFileToWrite {
    sums[grown.file.name] = { sha256: grown.sha256, size: grown.file.size }
    return grown
  }
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}
