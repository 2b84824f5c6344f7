// The archive as lists/ asks for it (lists/filing.ts).

import type { Archive } from '#lists/filing.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { filer } from './file.ts'
import { monthsOf } from './months.ts'
import { type PreparedMessage, preparer } from './prepare.ts'

/** The archive on this database and these blobs. */
export function openArchive(db: Db, blobs: Blobs) {
  return {
    prepare: preparer(db, blobs),
    file: filer(blobs),
    months: monthsOf,
  } satisfies Archive<PreparedMessage>
}
