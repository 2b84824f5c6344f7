// What the API answers, as JSON Schema (2020-12, as OpenAPI 3.1 has it).
import type { FileKind } from '#archive/browse.ts'

// Each kind once: the compiler wants all of them.
const KINDS: Readonly<Record<FileKind, true>> = {
  pdf: true,
  document: true,
  sheet: true,
  slides: true,
  image: true,
  sound: true,
  video: true,
  text: true,
  page: true,
  calendar: true,
  contact: true,
  message: true,
  archive: true,
  other: true,
}

const text = (description: string) => ({ type: 'string', description })
const count = (description: string) => ({ type: 'integer', minimum: 0, description })
const all = (items: object, description: string) => ({ type: 'array', items, description })

/** An object that has exactly these properties; those that may be absent are named apart. */
function object(properties: Readonly<Record<string, object>>, absent: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !absent.includes(name))
  return { type: 'object', additionalProperties: false, required, properties }
}

const HIT = object(
  {
    id: { type: 'integer' },
    messageId: text('Message-ID, without brackets'),
    list: text("the list's address"),
    date: { type: 'string', format: 'date-time' },
    from: text('who wrote it; addresses are masked for strangers'),
    subject: text('its subject'),
    kind: { enum: ['message', 'file'], description: 'file: found in a file it carries, not in its text' },
    fileName: text('that file'),
    snippet: text('the text around the words found'),
    url: text('where to read it, its whole address'),
  },
  ['fileName'],
)

const NOTE = object({ name: text('why, as a word'), text: text('the piece of the question') })

export const FOUND = object({
  total: count('messages that match, exact'),
  hits: all(HIT, 'those asked for'),
  understood: object({
    query: text('the question as it was understood, in French operators; asked again it means the same'),
    sentence: text("the same in words, in the reader's language"),
    notes: all(NOTE, 'what was not understood, or understood otherwise than one might think'),
  }),
})

const COUNTED = {
  counted: count('messages counted'),
  counts: { enum: ['all', 'newest'], description: 'of a very large answer only the newest are counted' },
}
const messages = count('messages')

export const FACETS = object({
  ...COUNTED,
  spaces: all(
    object({ slug: text('its short name'), name: text('its name'), messages }),
    'most frequent first',
  ),
  lists: all(
    object({ address: text('its address'), title: text('its title'), messages }),
    'most frequent first',
  ),
  years: all(object({ year: { type: 'integer' }, messages }), 'newest first'),
  people: all(
    object({ address: text('masked for strangers'), name: text('the name they wrote under'), messages }),
    'who wrote most, most frequent first',
  ),
  fileKinds: all(object({ kind: { enum: Object.keys(KINDS) }, messages }), 'kinds of attached files'),
})

export const TIMELINE = object({
  ...COUNTED,
  months: all(
    object({ month: { type: 'string', pattern: '^\\d{4}-\\d{2}$' }, messages }),
    "months that have any, oldest first, in the site's time zone",
  ),
})

export const ERROR = object({ error: text('what went wrong, in English') })
