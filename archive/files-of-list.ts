// The files that came with a list's messages.

import type { DbOrTx } from '#store/database.ts'
import { type FileKind, KIND, KIND_BINDINGS } from './file-kinds.ts'
import type { AttachmentRow } from './originals.ts'

/** A file, and the message it came with. */
export interface FileRow extends AttachmentRow {
  readonly kind: FileKind
  readonly message: {
    readonly hash: string
    readonly subject: string
    readonly fromName: string
    readonly fromAddress: string
  }
  readonly datedAt: Date
}

/** Which files; a year ('2026') is of the time zone. */
export interface FilesAsked {
  readonly timeZone: string
  readonly kind?: FileKind
  readonly year?: number
  readonly limit: number
  readonly offset: number
}

/** A page of files, and how many there are of each year and, in the year asked for, of each kind. */
export interface Files {
  readonly files: FileRow[]
  readonly total: number
  readonly kinds: readonly { readonly kind: FileKind; readonly files: number }[]
  readonly years: readonly { readonly year: number; readonly files: number }[]
}

// Pictures inside a text belong to it; a signature is no file to its reader.
const IS_FILE = `(a.disposition = 'attachment' or a.type not like 'image/%')
  and a.type not in ('application/pgp-signature', 'application/pkcs7-signature', 'application/x-pkcs7-signature')`

interface Row extends Omit<Files, 'files'> {
  readonly files: (Omit<FileRow, 'datedAt'> & { datedAt: string })[]
}

/** The files of a list, the newest first. */
export async function filesOf(db: DbOrTx, listId: number, asked: FilesAsked): Promise<Files> {
  const year = asked.year ?? null
  const kind = asked.kind ?? null
  const { rows } = await db.raw<{ rows: Row[] }>(
    `with all_files as materialized (
       select a.message_id, a.n, a.name, a.type, a.size, a.disposition, p.dated_at, ${KIND} as kind,
              extract(year from p.dated_at at time zone ?)::int as year
         from postings p join attachments a on a.message_id = p.message_id
        where p.list_id = ? and p.state = 'shown' and ${IS_FILE}),
     wanted as (select * from all_files
                 where (?::int is null or year = ?) and (?::text is null or kind = ?)),
     page as (select * from wanted order by dated_at desc, message_id desc, n limit ? offset ?)
     select (select count(*) from wanted) as total,
            (select coalesce(json_agg(k order by k.files desc, k.kind), '[]')
               from (select kind, count(*) as files from all_files where ?::int is null or year = ? group by 1) k) as kinds,
            (select coalesce(json_agg(y order by y.year desc), '[]')
               from (select year, count(*) as files from all_files group by 1) y) as years,
            (select coalesce(json_agg(json_build_object(
                      'n', f.n, 'name', f.name, 'type', f.type, 'size', f.size, 'disposition', f.disposition,
                      'kind', f.kind, 'datedAt', f.dated_at,
                      'message', json_build_object('hash', m.hash, 'subject', m.subject,
                                                   'fromName', m.from_name, 'fromAddress', m.from_address))
                    order by f.dated_at desc, f.message_id desc, f.n), '[]')
               from page f join messages m on m.id = f.message_id) as files`,
    [
      ...[...KIND_BINDINGS, asked.timeZone, listId],
      ...[year, year, kind, kind, asked.limit, asked.offset, year, year],
    ],
  )
  const { files, ...counted } = rows[0]!
  return { ...counted, files: files.map((file) => ({ ...file, datedAt: new Date(file.datedAt) })) }
}
