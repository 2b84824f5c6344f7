// GET: one message by its Message-ID, or a month as a mailbox file.
import { messageIds } from '#mta/message/identity.ts'
import type { Tx } from '#store/database.ts'
import { periodOf } from '../../commands/period.ts'
import type { Site } from '../../site.ts'
import { restAfter } from '../named-list.ts'
import { type Asking, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { sendMailbox } from './mailbox.ts'
import { readerOf } from './reader.ts'
import { sendMessages } from './send-messages.ts'
import { today } from './show-index.ts'
import { whichList } from './which-list.ts'

/** Sends what is named; undefined where nothing is. */
export async function get(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string | undefined> {
  const { list, to, command } = asking
  const rest = list ? restAfter(list, command.rest) : command.rest
  const messageId = rest.includes('@') ? messageIds(rest)[0] : undefined
  const month = list && messageId === undefined ? periodOf(rest, today(asked, list)) : undefined
  if (messageId === undefined && month?.length !== 7)
    return list === undefined ? await whichList(tx, site, asked, asking) : undefined
  const reader = await readerOf(tx, site, asked, asking)
  if ('answered' in reader) return reader.answered
  if (messageId === undefined)
    return await sendMailbox(tx, site, asked, { list: list!, to, reader, month: month! })
  const readable = reader.readable.map((rights) => rights.list.id)
  const [message] = await site.library.named(tx, messageId, readable)
  return message === undefined
    ? await reply(tx, site, asked, list, { name: 'no-such-message', to })
    : await sendMessages(tx, site, asked, { list, to, reader, messages: [message] })
}
