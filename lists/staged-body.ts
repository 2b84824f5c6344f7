// A body that is not the message's own, on its way into the store.
import { isAscii } from 'node:buffer'
import { Readable } from 'node:stream'
import { RelaxedBody } from '#mta/signing/relaxed.ts'
import type { Blobs, Staged } from '#store/blobs.ts'

export interface StagedBody {
  readonly body: Staged
  /** What signatures are made over, for all who get the copy. */
  readonly bodyHash: Buffer
  readonly eightBit: boolean
}

/** Stages a body with CRLF lines; hashed, and looked at, as it passes. */
export async function stageBody(blobs: Blobs, pieces: AsyncIterable<Buffer>): Promise<StagedBody> {
  const relaxed = new RelaxedBody()
  let eightBit = false
  const watched = (async function* () {
    for await (const piece of pieces) {
      relaxed.update(piece)
      eightBit ||= !isAscii(piece)
      yield piece
    }
  })()
  const body = await blobs.stage(Readable.from(watched, { objectMode: false }))
  return { body, bodyHash: relaxed.digest(), eightBit }
}

/** The same for a text of ours. */
export async function* inOnePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
