// What the files of an archive say, checked where it is read: it comes from outside.

import { z } from 'zod'

/** What the manifest calls this format, and its version: a reader refuses a later one. */
export const FORMAT = 'relais-archive'
export const VERSION = 1

/** The files whose sums the manifest has. */
export const SUMMED = ['postings.jsonl', 'members.csv', 'settings.json'] as const

const sum = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), size: z.int().min(0) })
const count = z.int().min(0)
const EARLIEST = Date.UTC(1900, 0, 1) // PostgreSQL knows no year 0; nothing here is so old
/** An instant, as ISO 8601 writes it. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((date) => date.getTime() >= EARLIEST)

/** manifest.json */
export const manifestSchema = z.object({
  format: z.literal(FORMAT),
  version: z.int().min(1),
  software: z.string(),
  madeAt: instant,
  list: z.object({ address: z.string(), listId: z.string(), title: z.string() }),
  counts: z.object({ messages: count, members: count }),
  files: z.object({ 'postings.jsonl': sum, 'members.csv': sum, 'settings.json': sum }),
})
export type Manifest = z.infer<typeof manifestSchema>

/** A line of postings.jsonl: where a mail stands in the list. */
export const postingSchema = z.object({
  file: z.string().regex(/^messages\/\d{6,}\.eml$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: count,
  datedAt: instant,
  messageId: z.string(),
  hash: z.string(),
  state: z.enum(['shown', 'hidden', 'removed']),
})
export type Posting = z.infer<typeof postingSchema>
