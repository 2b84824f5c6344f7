import { isUtf8 } from 'node:buffer'
import type { Transcript } from '../transcript.ts'
import type { Entry } from '../zip.ts'

/** Takes down the names of the files in an archive, one a line; what is in them stays unread. */
export async function readNames(
  { entries, isCut }: { readonly entries: readonly Entry[]; readonly isCut: boolean },
  into: Transcript,
): Promise<undefined> {
  const { default: iconv } = await import('iconv-lite')
  for (const { name, isUtf8: saysUtf8 } of entries) {
    // Windows in France writes names that aren't marked as UTF-8 in code page 850.
    into.add(`${saysUtf8 || isUtf8(name) ? name.toString('utf8') : iconv.decode(name, 'cp850')}\n`)
  }
  if (isCut) into.leaveOut()
}
