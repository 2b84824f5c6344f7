// What the jobs of this room work with, made once by bin/.
import type { Settings } from '#config/settings.ts'
import type { Resolver } from '#mta/dns.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import type { Secrets } from '#store/secrets.ts'
import type { Archived } from './digests/archived.ts'
import type { Directory } from './directory.ts'
import type { Archive } from './filing.ts'
import type { Fresh } from './fresh.ts'
import type { Intake } from './intake.ts'
import type { Library } from './library.ts'
import type { Platform } from './mails.ts'

export interface Site {
  readonly db: Db
  readonly blobs: Blobs
  readonly secrets: Secrets
  readonly resolver: Resolver
  readonly archive: Archive
  readonly archived: Archived
  readonly library: Library
  readonly directory: Directory
  readonly intake: Intake
  readonly fresh: Fresh
  readonly platform: Platform
  readonly moderation: Settings['moderation']
}
