// For whoever reads the text of attachments: their bytes are set aside while the mail is read, never more than so many.

import type { Onlooker } from './read.ts'

/** An attachment's decoded bytes. */
export interface AttachmentBytes {
  readonly n: number // from 1
  readonly name: string
  readonly type: string
  readonly bytes: Buffer | 'too-large'
}

/** Collects the attachments of one mail; those that are larger, or find no more room, are only named. */
export function setAside(room: { readonly oneBytes: number; readonly allBytes: number }): {
  readonly onlooker: Onlooker
  readonly found: readonly AttachmentBytes[]
} {
  const found: AttachmentBytes[] = []
  let left = room.allBytes
  const onlooker: Onlooker = async (attachment, content) => {
    const most = Math.min(room.oneBytes, left)
    const chunks: Buffer[] = []
    let length = 0
    for await (const chunk of content) {
      length += chunk.length
      if (length > most) break
      chunks.push(chunk)
    }
    if (length <= most) left -= length
    found.push({ ...attachment, bytes: length > most ? 'too-large' : Buffer.concat(chunks, length) })
  }
  return { onlooker, found }
}
