// What is known of an archive that was made: what to ask of it, and what must come out.
import { z } from 'zod'

/**
 * How a question is to be asked: `term`, a word or what was typed as one; `and`, all the words; `phrase`, the words in
 * a row as they are written, also one alone; `prefix`, the beginning of a word; `filename`, a word in the name of a file;
 * `new` and `quoted`, only where the writer says it, only where somebody is quoted; `without`, the first, not the second.
 */
export const MATCHES = ['term', 'and', 'phrase', 'prefix', 'filename', 'new', 'quoted', 'without'] as const
export type Match = (typeof MATCHES)[number]

/** A question: `expect` are the Message-IDs to be found, all of them and nothing else; `reject` are decoys. */
const needle = z.object({
  id: z.string(),
  kind: z.string(),
  query: z.string(),
  match: z.enum(MATCHES),
  note: z.string().optional(),
  expect: z.array(z.string()).readonly(),
  reject: z.array(z.string()).readonly(),
})

/** A conversation: `root` is its first message, `ids` are all, oldest first; `unlinked` answer without saying what. */
const thread = z.object({
  root: z.string(),
  list: z.string(),
  subject: z.string(),
  ids: z.array(z.string()).readonly(),
  unlinked: z.array(z.string()).readonly(),
  size: z.number(),
  /** What holds it together, where that isn't References alone. */
  linked: z.string().optional(),
})

const counted = z.object({ count: z.number() })

/** The whole, as `answers.json` has it. What other tools read of it may be more. */
export const answers = z.object({
  meta: z.object({
    n: z.number(),
    seed: z.number(),
    /** Of the months and years in `counts`; without it they are those of UTC. */
    timeZone: z.string().optional(),
    lists: z.array(
      z.object({ name: z.string(), address: z.string(), messages: z.number(), bytes: z.number() }),
    ),
    bytes: z.number(),
    sha256: z.string(),
    text_sha256: z.string(),
    attachments: z.number(),
    attachment_kinds: z.record(z.string(), z.number()),
    with_html: z.number(),
    threads: z.number(),
    authors: z.number(),
    first: z.number(),
    last: z.number(),
  }),
  needles: z.array(needle),
  counts: z.object({
    author: z.array(counted.extend({ address: z.string() })),
    month: z.array(counted.extend({ month: z.string() })),
    author_year: z.array(counted.extend({ address: z.string(), year: z.string() })),
    list_year: z.array(counted.extend({ list: z.string(), year: z.string() })),
  }),
  threads: z.array(thread),
  biggest_threads: z.array(z.object({ root: z.string(), list: z.string(), size: z.number() })),
  unlinked_replies: z.number(),
  common_terms: z.array(z.string()),
  mid_terms: z.array(z.string()),
  tail_terms: z.array(z.string()),
})

export type Answers = z.infer<typeof answers>
export type Needle = z.infer<typeof needle>
export type Thread = z.infer<typeof thread>
