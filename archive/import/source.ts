// Opens what is to be imported: one of four kinds of source, all giving mails in one stable order.

import { stat } from 'node:fs/promises'
import { Refused } from '#lists/refused.ts'
import { openFiles } from './files-source.ts'
import type { Source } from './found.ts'
import { openMaildir } from './maildir.ts'
import { openZip } from './zip/zip-source.ts'

export type { Place, Source } from './found.ts'
export {
  type Cursor,
  type Found,
  type FoundMail,
  type Leftover,
  type LeftoverReason,
  MAX_MAIL,
} from './found.ts'

/** The kinds of source, as the command names them. */
export type SourceFormat = 'mbox' | 'maildir' | 'eml' | 'zip'

/** Opens a source; throws Refused, in one sentence, when there is none of that kind. */
export async function openSource(format: SourceFormat, path: string): Promise<Source> {
  try {
    const isFolder = (await stat(path)).isDirectory()
    switch (format) {
      case 'mbox':
      case 'eml':
        return await openFiles(format, path)
      case 'maildir':
        if (!isFolder) throw new Refused(`${path} is not a folder, so not a Maildir`)
        return await openMaildir(path)
      case 'zip':
        if (isFolder) throw new Refused(`${path} is a folder, not a zip`)
        return await openZip(path)
    }
  } catch (error) {
    throw refusalOf(error, path)
  }
}

function refusalOf(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'ENOTDIR') return new Refused(`there is no ${path}`)
  if (code === 'EACCES' || code === 'EPERM') return new Refused(`${path} may not be read by this user`)
  if (/^E[A-Z]+$/.test(code)) return new Refused(`${path} cannot be read: ${String(error)}`)
  return error
}
