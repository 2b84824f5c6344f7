// A list with an archive, for tests: mails go in by `post`, as lists/ files them.

import { createHash } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { openArchive } from '#archive/archive.ts'
import { messageRows, thread } from '#archive/browse.ts'
import type { Facts, Filed } from '#archive/file.ts'
import { loadSettings } from '#config/settings.ts'
import { Header } from '#mta/message/header.ts'
import { fingerprint, messageIdOf } from '#mta/message/identity.ts'
import { type Blobs, openBlobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { testDatabase } from '#test/support/database.ts'
import { temporaryFolder } from '#test/support/folder.ts'

export interface ArchiveWorld {
  readonly db: Db
  readonly blobs: Blobs
  readonly listId: number
  readonly otherListId: number
  /** Stores, prepares and files a mail as live mail received at `at`. */
  post(mail: Buffer | string, options?: PostOptions): Promise<Filed>
  /** Files mails that come with an archive, in one transaction. */
  import(mails: readonly Imported[]): Promise<Filed[]>
  close(): Promise<void>
}

export type Imported = Pick<Facts, 'listIds' | 'author'> & {
  readonly at: Date
} & ({ readonly text: string } | { readonly bytes: Buffer })

export interface PostOptions {
  readonly at?: Date
  readonly listIds?: readonly number[]
  /** Given as a stream from its blob, as big mails are. */
  readonly from?: 'memory' | 'blob'
}

export async function archiveWorld(): Promise<ArchiveWorld> {
  const database = await testDatabase()
  const data = await temporaryFolder()
  const blobs = openBlobs(loadSettings({ env: { RELAIS_DATA: data } }))
  const { db } = database
  const archive = openArchive(db, blobs)
  const listId = await newList(db, 'velo')
  const otherListId = await newList(db, 'jardin')
  let minutes = 0
  return {
    db,
    blobs,
    listId,
    otherListId,
    async post(mail, options = {}) {
      const bytes = typeof mail === 'string' ? Buffer.from(mail) : mail
      const fromBlob = options.from === 'blob'
      const staged = await blobs.stage(fromBlob ? Readable.from([bytes], { objectMode: false }) : bytes)
      await db.transaction((tx) => blobs.keep(tx, [staged]))
      const arrived = { blob: staged.hash, size: bytes.length, ...(!fromBlob && { bytes }) }
      const prepared = await archive.prepare(arrived)
      const receivedAt = options.at ?? new Date(Date.UTC(2026, 10, 2, 9, minutes++))
      const [filed] = await db.transaction((tx) =>
        archive.file(tx, [
          {
            prepared,
            facts: {
              ...identityOf(bytes),
              receivedAt,
              listIds: options.listIds ?? [listId],
            },
          },
        ]),
      )
      return filed!
    },
    async import(mails) {
      const items = await Promise.all(
        mails.map(async (one) => {
          const bytes = 'bytes' in one ? one.bytes : Buffer.from(one.text)
          const { at, listIds, author } = one
          return {
            prepared: await archive.prepare({ bytes }, { shelf: { stage: blobs.stageForPack } }),
            facts: { ...identityOf(bytes), receivedAt: at, listIds, ...(author && { author }) },
          }
        }),
      )
      return db.transaction((tx) => archive.file(tx, items))
    },
    async close() {
      await database.close()
      await rm(data, { recursive: true })
    },
  }
}

function identityOf(bytes: Buffer) {
  const { header, bodyOffset } = Header.parse(bytes)
  const sha256 = createHash('sha256').update(bytes).digest()
  const bodySha256 = createHash('sha256').update(bytes.subarray(bodyOffset)).digest()
  return { messageId: messageIdOf(header, sha256), fingerprint: fingerprint(header, bodySha256) }
}

async function newList(db: Db, name: string): Promise<number> {
  const { rows } = await db.raw<{ rows: { id: number }[] }>(
    `with space as (
       insert into spaces (slug, name) values (?, ?) returning id)
     insert into lists (space_id, address, list_id, title)
     select id, ?, ?, ? from space returning id`,
    [name, name, `${name}@asso.example`, `${name}.asso.example`, name],
  )
  return rows[0]!.id
}

/** A thread with all its messages, in reading order. */
export async function wholeThread({ db, listId }: ArchiveWorld, hash: string) {
  const found = (await thread(db, listId, hash))!
  const rows = await messageRows(
    db,
    found.places.map(({ id }) => id),
  )
  const messages = found.places.map(({ id, depth, parentId }) => ({
    ...rows.get(id)!,
    depth,
    parentHash: parentId === undefined ? undefined : rows.get(parentId)!.hash,
  }))
  return { ...found, messages }
}

/** A mail of a few lines. */
export function mail(fields: Record<string, string>, body = 'Bonjour.\r\n'): string {
  const header = { From: 'Anne <anne@asso.example>', To: 'velo@asso.example', ...fields }
  const lines = Object.entries(header).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${lines.join('')}\r\n${body}`
}
