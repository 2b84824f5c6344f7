// Reads the archive of a list back. All sums are checked: those of the lists of facts before anything is given,
// each mail's when it is read. A mail that isn't what its line says is left over; the others are read on.

import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { Entry } from 'yauzl'
import { Refused } from '#lists/refused.ts'
import { type Cursor, type FoundMail, type Leftover, MAX_MAIL } from '../import/found.ts'
import { whyBroken } from '../import/input.ts'
import { owned } from '../import/mbox/window.ts'
import { checkDirectory, nameOf, type OpenZip, openDirectory, readEntry } from '../import/zip/zip-file.ts'
import { sha256 } from './bundle.ts'
import {
  type Manifest,
  manifestSchema,
  type Posting,
  postingSchema,
  SUMMED,
  VERSION,
} from './bundle-facts.ts'
import { linesOf } from './lines.ts'
import { type Member, memberOf } from './members.ts'

/** A mail of an archive, or what could not be taken; giving `cursor` to `messages` goes on after it. */
export type BundleFound = ((FoundMail & { readonly posting: Posting }) | Leftover) & {
  readonly cursor: Cursor
  readonly readBytes: number
}

/** An archive opened and its facts checked. */
export interface Bundle {
  readonly manifest: Manifest
  readonly settings: Readonly<Record<string, unknown>>
  /** Bytes of all mails, for a progress bar. */
  readonly totalBytes: number
  members(): AsyncGenerator<Member>
  /** The mails in the order of the archive, from a cursor on. */
  messages(from?: Cursor): AsyncGenerator<BundleFound>
  close(): void
}

const MAX_FACTS = 16_777_216 // bytes of the manifest, and of the settings
const OWN = /^(?:messages\/\d{6,}\.eml|postings\.jsonl|members\.csv|settings\.json|manifest\.json)$/

/** Where an entry is: all that is kept of each, for there may be a million. */
type Located = Pick<
  Entry,
  | 'relativeOffsetOfLocalHeader'
  | 'compressedSize'
  | 'uncompressedSize'
  | 'compressionMethod'
  | 'crc32'
  | 'generalPurposeBitFlag'
>

/** Opens an archive; throws Refused, in one sentence, when it is none, is damaged, or is of a later version. */
export async function openBundle(path: string): Promise<Bundle> {
  const located = await locate(path)
  const opened = await openDirectory(path)
  const read = (name: string): AsyncGenerator<Buffer> => {
    const found = located.get(name)
    if (found === undefined) throw new Refused(`${path} is not an archive of a list: it has no ${name}`)
    return readEntry(opened, Object.assign(new Entry(), found))
  }
  try {
    const manifest = manifestOf(path, await whole(read('manifest.json')))
    for (const name of SUMMED) await checkSum(path, name, read(name), manifest)
    const settings = json(path, 'settings.json', await whole(read('settings.json')))
    if (typeof settings !== 'object' || settings === null)
      throw new Refused(`${path}: settings.json holds none`)
    return {
      manifest,
      settings: settings as Record<string, unknown>,
      totalBytes: [...located].reduce((sum, [name, at]) => sum + (isMail(name) ? at.uncompressedSize : 0), 0),
      members: () => readMembers(path, read('members.csv')),
      messages: (from) => readMessages({ path, opened, located, postings: read('postings.jsonl') }, from),
      close: () => opened.zip.close(),
    }
  } catch (error) {
    opened.zip.close()
    throw error instanceof Refused ? error : new Refused(`${path} is damaged: ${sentence(error)}`)
  }
}

interface Mails {
  readonly path: string
  readonly opened: OpenZip
  readonly located: ReadonlyMap<string, Located>
  readonly postings: AsyncIterable<Buffer>
}

async function* readMessages(
  { path, opened, located, postings }: Mails,
  from?: Cursor,
): AsyncGenerator<BundleFound> {
  let isBefore = from !== undefined
  let readBytes = 0
  for await (const { text, number } of linesOf(postings)) {
    const posting = postingSchema.safeParse(json(path, `line ${number} of postings.jsonl`, Buffer.from(text)))
    if (!posting.success)
      throw new Refused(`${path}: line ${number} of postings.jsonl says nothing of a mail`)
    const { file } = posting.data
    const at = located.get(file)
    readBytes += at?.uncompressedSize ?? 0
    if (isBefore) {
      isBefore = file !== from?.file
      continue
    }
    const place = { file, offset: 0 }
    const after = { cursor: { file, offset: 1 }, readBytes }
    const read = at === undefined ? { why: 'unreadable' as const } : await readMail(opened, at, posting.data)
    if ('why' in read) yield { place, why: read.why, ...after }
    else yield { place, bytes: read.bytes, receivedAt: posting.data.datedAt, posting: posting.data, ...after }
  }
}

async function readMail(
  opened: OpenZip,
  at: Located,
  posting: Posting,
): Promise<{ bytes: Buffer } | Pick<Leftover, 'why'>> {
  if (at.uncompressedSize > MAX_MAIL) return { why: 'too-large' }
  const entry = Object.assign(new Entry(), at)
  if (entry.isEncrypted()) return { why: 'encrypted' }
  try {
    const bytes = await whole(readEntry(opened, entry))
    return sha256(bytes) === posting.sha256 ? { bytes: owned(bytes) } : { why: 'damaged' }
  } catch (error) {
    return { why: whyBroken(error) }
  }
}

async function* readMembers(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const source = Readable.from(chunks, { objectMode: false })
  const rows = source.pipe(parse({ columns: true, bom: true }))
  source.on('error', (error) => rows.destroy(error))
  let line = 1
  for await (const row of rows) {
    line++
    const member = memberOf(row as Record<string, string>)
    if (member === undefined)
      throw new Refused(`${path}: line ${line} of members.csv says nothing of a member`)
    yield member
  }
}

async function locate(path: string): Promise<Map<string, Located>> {
  const located = new Map<string, Located>()
  await checkDirectory(path, (entry) => {
    const name = nameOf(entry)
    if (!OWN.test(name)) return
    if (located.has(name)) throw new Refused(`${path} is a trap: it has ${name} twice`)
    const { relativeOffsetOfLocalHeader, compressedSize, uncompressedSize } = entry
    const { compressionMethod, crc32, generalPurposeBitFlag } = entry
    const sizes = { relativeOffsetOfLocalHeader, compressedSize, uncompressedSize }
    located.set(name, { ...sizes, compressionMethod, crc32, generalPurposeBitFlag })
  })
  for (const name of ['manifest.json', 'settings.json']) {
    if ((located.get(name)?.uncompressedSize ?? 0) > MAX_FACTS)
      throw new Refused(`${path}: ${name} is too large`)
  }
  return located
}

function manifestOf(path: string, bytes: Buffer): Manifest {
  const read = json(path, 'manifest.json', bytes)
  const manifest = manifestSchema.safeParse(read)
  if (manifest.success && manifest.data.version <= VERSION) return manifest.data
  const isLater = manifest.success || (read as { version?: unknown } | null)?.version !== VERSION
  throw new Refused(
    isLater
      ? `${path} was made by a later version of Relais, or by another program`
      : `${path}: manifest.json is not that of an archive of a list`,
  )
}

async function checkSum(
  path: string,
  name: (typeof SUMMED)[number],
  chunks: AsyncIterable<Buffer>,
  manifest: Manifest,
): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  if (hash.digest('hex') !== manifest.files[name].sha256) {
    throw new Refused(`${path} is damaged: ${name} is not what the manifest says`)
  }
}

function json(path: string, name: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    throw new Refused(`${path}: ${name} is not JSON`)
  }
}

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = []
  for await (const chunk of chunks) all.push(chunk)
  return all.length === 1 ? all[0]! : Buffer.concat(all)
}

function isMail(name: string): boolean {
  return name.startsWith('messages/')
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
