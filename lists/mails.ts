// The mails that Relais itself writes: a sentence from the catalogue becomes a notice on its way.
import MailComposer from 'nodemailer/lib/mail-composer'
import { addNotice } from '#mta/out/notices.ts'
import type { DbOrTx, Tx } from '#store/database.ts'
import { enReasons } from '#templates/mails/en/posting.ts'
import { frReasons } from '#templates/mails/fr/posting.ts'
import type { MailName } from '#templates/mails/fr.ts'
import { derivedAddress } from './list-addresses.ts'
import type { List } from './lists.ts'
import type { Language } from './mails/catalogue.ts'
import { compose } from './mails/compose.ts'
import { sentencesFor } from './mails/own-sentences.ts'

export { fill } from './mails/compose.ts'
export type { Language, MailName }

export interface Platform {
  readonly name: string
  readonly domain: string
  readonly webUrl: string
  readonly language: Language
}

export interface Mail {
  readonly name: MailName
  readonly language: Language
  readonly to: string
  readonly from: { readonly name: string; readonly address: string }
  readonly replyTo?: string
  /** The null return path without it. */
  readonly returnPath?: string
  /** The Message-ID answered, without brackets. */
  readonly inReplyTo?: string
  readonly listId?: number
  /** The act that writes it: the same act twice writes one mail. */
  readonly once: string
  readonly sentences: Readonly<Record<string, string>>
  /** More answers in the same mail, each behind a rule. */
  readonly parts?: readonly Pick<Mail, 'name' | 'sentences'>[]
  readonly attachments?: readonly Attached[]
}

/** A file that goes with a mail; `message/rfc822` goes as it is (RFC 2046 §5.2.1). */
export interface Attached {
  readonly filename: string
  readonly contentType: 'message/rfc822' | 'application/gzip'
  readonly content: Buffer
}

const maxSubjectShown = 120 // characters of somebody's subject in ours

/** A stranger's text on one line, short enough for a subject of ours. */
export function oneLine(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, ' ').trim()
  return line.length > maxSubjectShown ? `${line.slice(0, maxSubjectShown - 1)}…` : line
}

/** Why a message wasn't sent, in words. */
export function reasonInWords(language: Language, reason: string): string {
  const reasons: Record<string, string> = language === 'fr' ? frReasons : enReasons
  return reasons[reason] ?? reasons.other!
}

/** The sentences every mail about a list may use. */
export function listSentences(
  list: Pick<List, 'address' | 'title'>,
  platform: Pick<Platform, 'webUrl'>,
): Record<string, string> {
  return {
    list: list.address,
    title: list.title,
    owner: derivedAddress(list.address, 'owner'),
    request: derivedAddress(list.address, 'request'),
    subscribe: derivedAddress(list.address, 'subscribe'),
    unsubscribe: derivedAddress(list.address, 'unsubscribe'),
    archive: `${platform.webUrl}/lists/${list.address}/archive`,
  }
}

/** Writes a mail: null return path unless it says otherwise, marked automatic (RFC 3834 §3.1), sent before posts; text and HTML. */
export async function write(tx: Tx, mail: Mail): Promise<void> {
  const { name, language, listId } = mail
  const whose = listId === undefined ? ({ platform: true } as const) : { listId }
  const said = await sentencesFor(tx, { name, language, whose })
  const parts = []
  for (const part of mail.parts ?? []) {
    const { mail: sentence } = await sentencesFor(tx, { name: part.name, language, whose })
    parts.push({ sentence, fillings: part.sentences })
  }
  const { subject, text, html } = compose(said, {
    fillings: mail.sentences,
    whom: mail.from.name,
    language,
    parts,
  })
  const composed = new MailComposer({
    from: mail.from,
    to: mail.to,
    ...(mail.replyTo && { replyTo: mail.replyTo }),
    ...(mail.inReplyTo && { inReplyTo: `<${mail.inReplyTo}>`, references: `<${mail.inReplyTo}>` }),
    subject,
    text,
    html,
    textEncoding: 'quoted-printable',
    ...(mail.attachments && {
      attachments: mail.attachments.map((one) => ({ ...one, contentDisposition: 'attachment' as const })),
    }),
    headers: {
      'Auto-Submitted': mail.inReplyTo ? 'auto-replied' : 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply, DR, RN, NRN',
      'Content-Language': mail.language,
    },
  })
  await addNotice(tx, {
    recipient: mail.to,
    template: mail.name,
    language: mail.language,
    ...(mail.listId !== undefined && { listId: mail.listId }),
    once: mail.once,
    ...(mail.returnPath !== undefined && { returnPath: mail.returnPath }),
    bytes: await composed.compile().build(),
  })
}

/** The languages that people behind these addresses (compared form) have chosen, in one statement. */
export async function languagesOf(
  db: DbOrTx,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, Language>> {
  const { rows } = await db.raw<{ rows: { address: string; language: Language }[] }>(
    `select a.address, p.language from addresses a join people p on p.id = a.person_id
      where a.address = any(?) and p.language is not null`,
    [[...addresses]],
  )
  return new Map(rows.map(({ address, language }) => [address, language]))
}

/** A person's language, then the list's. */
export async function languageOf(db: DbOrTx, address: string, fallback: Language): Promise<Language> {
  const row = await db('people as p')
    .join('addresses as a', 'a.person_id', 'p.id')
    .where('a.address', address)
    .first('p.language')
  return row?.language ?? fallback
}
