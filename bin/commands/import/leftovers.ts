// What an import could not take, in words and as a file.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import type { Leftover, LeftoverReason } from '#archive/import/found.ts'

/** So many are named in an answer; --report names all. */
export const SHOWN = 20

/** Why something was not taken. */
export const REASONS: Readonly<Record<LeftoverReason, string>> = {
  'not-a-mail': 'this is not a mail: it has no header',
  'cut-short': 'the file ends in the middle of it',
  'too-large': 'it is larger than 150 MB',
  unreadable: 'the file could not be read',
  damaged: 'it is damaged: its bytes are not what its checksum says',
  encrypted: 'it is encrypted',
  'archive-inside': 'this is an archive inside the source: unpack it, and import it by itself',
  'too-dense': 'it inflates to more than mail ever does: opening it could fill the disk',
  deleted: 'the program that kept it had marked it as deleted',
}

/** Somewhere to write leftovers to. */
export interface Report {
  /** `more` is written beside it. */
  add(one: Leftover, more?: { readonly list: string }): void
  /** Resolves once all is written. */
  end(): Promise<void>
}

/** A file with a JSON line for each leftover; without a name, nothing is written. */
export async function openReport(file: string | undefined): Promise<Report> {
  if (file === undefined) return { add: () => undefined, end: async () => undefined }
  const stream = createWriteStream(file)
  await once(stream, 'open')
  return {
    add: ({ place, why }, more) =>
      void stream.write(
        `${JSON.stringify({ ...more, file: place.file, offset: place.offset, why, says: REASONS[why] })}\n`,
      ),
    end: async () => {
      stream.end()
      await finished(stream)
    },
  }
}

/** A line for each of the first leftovers, `all` in number. */
export function leftoversInWords(all: number, examples: readonly Leftover[]): string[] {
  const lines = examples.map(
    ({ place, why }) => `not taken: ${place.file}, byte ${place.offset}: ${REASONS[why]}`,
  )
  return all > lines.length ? [...lines, `… and ${count(all - lines.length)} more: see --report`] : lines
}

/** A number for people. */
export function count(n: number): string {
  return n.toLocaleString('en')
}
