// What a header says to people: who, to whom, when, about what, in answer to what.

import { type Mailbox, parseMailboxes } from '#mta/message/address.ts'
import type { Header } from '#mta/message/header.ts'
import { messageIds } from '#mta/message/identity.ts'
import { mailDate } from '#mta/message/mail-date.ts'
import { baseSubject } from '#mta/message/subject.ts'

/** What was wrong with the header. */
export type LetterheadDefect = 'no-from' | 'no-date' | 'no-message-id' | 'doubled-field'

/** The head of a letter. `references` are ids without brackets, oldest first, In-Reply-To last. */
export interface Letterhead {
  readonly subject: string
  readonly base: string // lower case, RFC 5256 §2.1
  readonly isReply: boolean // by its subject
  readonly from: { readonly name: string; readonly address: string }
  readonly recipients: readonly {
    readonly field: 'to' | 'cc'
    readonly name: string
    readonly address: string
  }[]
  readonly date?: Date
  readonly inReplyTo?: string
  readonly references: readonly string[]
}

const MAX_SUBJECT = 1_000 // characters
const MAX_NAME = 200
const MAX_ADDRESS = 320
const MAX_RECIPIENTS = 500
const MAX_REFERENCES = 100 // the first and the newest are kept
const ONCE = [
  'From',
  'Date',
  'Subject',
  'Message-ID',
  'To',
  'Cc',
  'References',
  'In-Reply-To',
  'Content-Type',
]

/** Reads a header for people; what is missing is empty. */
export function readLetterhead(header: Header): { letterhead: Letterhead; defects: LetterheadDefect[] } {
  const subject = cut(header.text('Subject'), MAX_SUBJECT)
  const date = mailDate(header.first('Date') ?? '')
  const from =
    parseMailboxes(header.first('From') ?? '')[0] ?? parseMailboxes(header.first('Sender') ?? '')[0]
  const answered = messageIds(header.first('In-Reply-To') ?? '')
  const inReplyTo = answered[0]
  const letterhead = {
    subject,
    ...baseSubject(subject),
    from: person(from ?? { name: '', address: '' }),
    recipients: [...recipients(header, 'to'), ...recipients(header, 'cc')].slice(0, MAX_RECIPIENTS),
    ...(date !== undefined && { date }),
    ...(inReplyTo !== undefined && { inReplyTo }),
    references: references([...messageIds(header.first('References') ?? ''), ...answered]),
  }
  const defects: LetterheadDefect[] = []
  if (from === undefined) defects.push('no-from')
  if (date === undefined) defects.push('no-date')
  if (messageIds(header.first('Message-ID') ?? '').length === 0) defects.push('no-message-id')
  if (ONCE.some((name) => header.isRepeated(name))) defects.push('doubled-field')
  return { letterhead, defects }
}

function recipients(header: Header, field: 'to' | 'cc'): Letterhead['recipients'] {
  return parseMailboxes(header.all(field).join(', ')).map((mailbox) => ({ field, ...person(mailbox) }))
}

function person({ name, address }: Mailbox): { name: string; address: string } {
  return { name: cut(name, MAX_NAME), address: cut(address, MAX_ADDRESS) }
}

function references(ids: readonly string[]): string[] {
  const distinct = [...new Set(ids)]
  if (distinct.length <= MAX_REFERENCES) return distinct
  return [distinct[0]!, ...distinct.slice(1 - MAX_REFERENCES)]
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`.toWellFormed()
}
