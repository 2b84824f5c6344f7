// Atom feeds (RFC 4287).
import { escapeHtml } from './sentences.ts'

export interface Entry {
  readonly id: string
  readonly title: string
  readonly author: string
  readonly at: Date
  readonly url: string
  /** Safe HTML. */
  readonly html: string
}

export interface Feed {
  readonly id: string
  readonly title: string
  readonly subtitle?: string
  /** Where the feed and the page that it follows stand. */
  readonly self: string
  readonly page: string
  readonly language: string
  readonly entries: readonly Entry[]
}

/** Signs that XML 1.0 §2.2 does not allow. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
/** Of a feed that has no entry yet (§4.2.15 wants a date). */
const NEVER = new Date(0)

const xml = (text: string): string => escapeHtml(text.toWellFormed().replace(NOT_XML, ''))

/** A feed as a document; it was updated when its newest entry was. */
export function atom(feed: Feed): string {
  const updated = feed.entries.reduce((last, { at }) => (at > last ? at : last), NEVER)
  const subtitle = feed.subtitle ? `<subtitle>${xml(feed.subtitle)}</subtitle>\n` : ''
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${xml(feed.language)}">
<id>${xml(feed.id)}</id>
<title>${xml(feed.title)}</title>
${subtitle}<updated>${updated.toISOString()}</updated>
<link rel="self" type="application/atom+xml" href="${xml(feed.self)}"/>
<link rel="alternate" type="text/html" href="${xml(feed.page)}"/>
<generator>Relais</generator>
${feed.entries.map(entry).join('')}</feed>
`
}

function entry({ id, title, author, at, url, html }: Entry): string {
  const when = at.toISOString()
  return `<entry>
<id>${xml(id)}</id>
<title>${xml(title)}</title>
<author><name>${xml(author)}</name></author>
<published>${when}</published>
<updated>${when}</updated>
<link rel="alternate" type="text/html" href="${xml(url)}"/>
<content type="html">${xml(html)}</content>
</entry>
`
}
