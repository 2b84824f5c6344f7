// Mails that carry messages or a mailbox to who asked for them.

import { hash } from 'node:crypto'
import type { Tx } from '#store/database.ts'
import { derivedAddress } from '../../list-addresses.ts'
import type { List } from '../../lists.ts'
import { type Attached, type Language, listSentences, type MailName, write } from '../../mails.ts'
import type { Site } from '../../site.ts'
import type { Asked } from '../table.ts'

/** Writes one of the mails that answer a request; `part` tells them apart. The asker's day is counted by the caller. */
export async function writeWithFiles(
  tx: Tx,
  { platform }: Site,
  { arrival, errand }: Asked,
  mail: {
    readonly name: MailName
    readonly part: number
    readonly list: List | undefined
    readonly to: string
    readonly language: Language
    readonly sentences: Record<string, string>
    readonly attachments: readonly Attached[]
  },
): Promise<void> {
  const { list } = mail
  const says = hash('sha256', JSON.stringify(mail.sentences)).slice(0, 16)
  await write(tx, {
    name: mail.name,
    language: mail.language,
    to: mail.to,
    from: list
      ? { name: list.title, address: derivedAddress(list.address, 'owner') }
      : { name: platform.name, address: `relais@${platform.domain}` },
    inReplyTo: arrival.messageId,
    ...(list && { listId: list.id }),
    once: `errand:${errand.id}:${mail.name}:${list?.id ?? ''}:${mail.to}:${mail.part}:${says}`,
    sentences: { ...(list && listSentences(list, platform)), address: mail.to, ...mail.sentences },
    attachments: mail.attachments,
  })
}
