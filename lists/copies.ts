// The copies that a list sends of one message, each for who receives it in another way. A person gets one of them, or it
// waits for their digest.
import type { Header } from '#mta/message/header.ts'
import type { NewCopy } from '#mta/out/queue.ts'
import type { Blobs, Staged } from '#store/blobs.ts'
import type { Arrival } from './arrivals.ts'
import type { AttachedFile } from './filing.ts'
import type { List } from './lists.ts'
import type { Platform } from './mails.ts'
import type { Mode } from './modes.ts'
import { noticeOf } from './notice-copy.ts'
import type { Original } from './original.ts'
import type { PolicyRule } from './policy.ts'
import { type BodySigns, bodyOf, bodySigns, type Rewriting, rewrite } from './rewrite.ts'

import { inOnePiece, stageBody } from './staged-body.ts'

import { withoutFiles } from './without-files.ts'

export type CopyKind = NonNullable<NewCopy['kind']>

/** A copy ready to be queued. */
export interface ReadyCopy {
  readonly kind: CopyKind
  readonly header: Header
  /** The body's own blob; without it the body is the message's. */
  readonly body?: Staged
  readonly bodyHash: Buffer
  readonly eightBit: boolean
}

/** For whom each kind is. */
export const WANTED_BY = {
  whole: 'each',
  'without-files': 'without-files',
  notice: 'notices',
} as const satisfies Record<CopyKind, Mode>

export interface Copying extends Rewriting {
  readonly blobs: Blobs
  readonly platform: Pick<Platform, 'webUrl'>
}

/** What copies are made of. */
export interface Copied {
  readonly list: List
  readonly policy: readonly PolicyRule[]
  readonly arrival: Arrival
  readonly original: Original
  readonly signs: BodySigns
  readonly files: readonly AttachedFile[]
  readonly archivedAt: string
}

/** The whole copy, always, and the others that somebody on the list may want and that differ from it. */
export async function makeCopies(
  site: Copying,
  of: Copied,
  wanted: ReadonlySet<Mode>,
): Promise<readonly ReadyCopy[]> {
  const { original, signs, archivedAt, list } = of
  const whole = await rewrite(original, signs, of, site)
  const isAround = whole.before.length + whole.after.length > 0
  const around = isAround
    ? await stageBody(site.blobs, bodyOf(whole, original))
    : { bodyHash: signs.bodyHash }
  const copies: ReadyCopy[] = [{ kind: 'whole', header: whole.header, ...around, eightBit: signs.eightBit }]
  if (wanted.has(WANTED_BY['without-files'])) copies.push(...(await lighterCopy(site, of)))
  if (wanted.has(WANTED_BY.notice)) {
    const { header, body } = noticeOf(whole, original.header, { list, archivedAt, platform: site.platform })
    copies.push({ kind: 'notice', header, ...(await stageBody(site.blobs, inOnePiece(body))) })
  }
  return copies
}

/** None where the message has no large file, or none can be taken out: then the whole copy is for everyone. */
async function lighterCopy(site: Copying, of: Copied): Promise<readonly ReadyCopy[]> {
  const lighter = await withoutFiles(of.original, {
    files: of.files,
    language: of.list.settings.language,
    url: of.archivedAt,
  })
  if (lighter === undefined) return []
  const signs = await bodySigns(lighter)
  const copy = await rewrite(lighter, signs, of, site)
  const staged = await stageBody(site.blobs, bodyOf(copy, lighter))
  return [{ kind: 'without-files', header: copy.header, ...staged }]
}
