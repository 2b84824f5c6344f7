// How we know who wrote a mail, from what its servers prove (SPF, DKIM, DMARC, ARC).
import type { Client } from './reception.ts'
import type { Spooled } from './spool.ts'

const LEVELS = ['none', 'spf-aligned', 'aligned', 'confirmed', 'session'] as const

/** How sure we are of who asks, from `none` up to `session`. */
export type EvidenceLevel = (typeof LEVELS)[number]

/** What a mail proves about its author. */
export interface Evidence {
  readonly level: EvidenceLevel
  /** The one address of the one From field, as compared; absent when there are none or several. */
  readonly from?: string
  /** What did authenticate: the return path's address, `d=…` of each good signature. */
  readonly identities: string[]
  /** Set where nothing more can be had: From's domain has no DMARC policy, and no SPF record or one that this mail passes. */
  readonly domainOffers?: 'no more'
  /** The results and their reasons, trimmed, for people who ask why. */
  readonly detail: object
}

/** A received mail, before anything is known of its author. */
export interface Unproven {
  readonly spooled: Spooled
  readonly mailFrom: string
  readonly client: Client
}

/** Judges a mail; never rejects, doubt is `none`. */
export interface EvidenceReader {
  read(mail: Unproven): Promise<Evidence>
}

/** Whether we are at least this sure. */
export function atLeast(have: EvidenceLevel, wanted: EvidenceLevel): boolean {
  return LEVELS.indexOf(have) >= LEVELS.indexOf(wanted)
}
