// What lists/ asks of archive and search to answer by mail; given by bin/. Whoever asks names the lists that may be read.
import type { DbOrTx, Tx } from '#store/database.ts'
import type { List } from './lists.ts'
import type { Language } from './mails.ts'

/** A message as a list shows it. */
export interface Listed {
  readonly id: number
  readonly listId: number
  /** Its name in web addresses. */
  readonly hash: string
  readonly messageId: string
  readonly subject: string
  readonly fromName: string
  readonly fromAddress: string
  readonly at: Date
  /** Of the mail as it came, bytes. */
  readonly size: number
}

export interface Hit extends Listed {
  /** One line around what was sought, of the message or of a file that it carries. */
  readonly extract: string
  readonly fileName?: string
}

export interface FoundByMail {
  readonly total: number
  /** What was understood: « contenant « vélo » ». */
  readonly sentence: string
  /** What was not understood, or otherwise than one might think: whole sentences. */
  readonly notes: readonly string[]
  readonly hits: readonly Hit[]
  /** In which the days of the question began. */
  readonly timeZone: string
}

export interface Library {
  /** What the web would find for this person (undefined: a stranger), newest first; in one list, or all they may read. */
  find(
    question: string,
    asked: {
      readonly personId: number | undefined
      readonly list: List | undefined
      readonly language: Language
      readonly skip: number
      readonly limit: number
    },
  ): Promise<FoundByMail>
  /** How much a list wrote in each month ('2026-11' of its time zone), the newest first. */
  months(list: List): Promise<readonly { readonly month: string; readonly messages: number }[]>
  /** The newest messages of a list, or of one month of it. */
  newest(
    db: DbOrTx,
    list: List,
    page: { readonly month?: string; readonly skip: number; readonly limit: number },
  ): Promise<Listed[]>
  /** Those of these messages that one of these lists shows, in the order given, each once. */
  among(db: DbOrTx, messageIds: readonly number[], listIds: readonly number[]): Promise<Listed[]>
  /** The messages with this Message-ID (without brackets) that these lists show, one for each list. */
  named(db: DbOrTx, messageId: string, listIds: readonly number[]): Promise<Listed[]>
  /** The newest messages of a person in these lists, shown or not; of each list once. */
  writtenBy(
    db: DbOrTx,
    author: { readonly personId: number | undefined; readonly address: string },
    listIds: readonly number[],
    limit: number,
  ): Promise<Listed[]>
  /** The mail as it came. */
  original(db: DbOrTx, messageId: number): Promise<Buffer>
  /** Readable texts, by message. */
  texts(db: DbOrTx, messageIds: readonly number[]): Promise<ReadonlyMap<number, string>>
  /** A month's mails as one mbox, compressed; 'too large' once that is more than so many bytes. */
  mailbox(db: DbOrTx, list: List, month: string, mostBytes: number): Promise<Buffer | 'too large' | 'empty'>
  /** Takes a message out of what a list shows, its pages, feeds and searches; false where it doesn't stand there. */
  hide(tx: Tx, listId: number, messageId: number): Promise<boolean>
}
