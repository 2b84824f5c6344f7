// A month of a list as a mailbox file, for who takes its mails elsewhere.
import type { Tx } from '#store/database.ts'
import type { List } from '../../lists.ts'
import { wordsFor } from '../../lookup-words.ts'
import { monthName } from '../../moments.ts'
import type { Site } from '../../site.ts'
import { mayAnswerAsker } from '../asker.ts'
import { answerAbout } from '../list-mail.ts'
import type { Asked } from '../table.ts'
import type { Reader } from './reader.ts'
import { writeWithFiles } from './with-files.ts'

const MOST_BYTES = 5 * 1024 * 1024 // compressed

/** Sends the mails of a month; a link where they are many, or where the reader may not have mails as they came. */
export async function sendMailbox(
  tx: Tx,
  site: Site,
  asked: Asked,
  {
    list,
    to,
    reader,
    month,
  }: {
    readonly list: List
    readonly to: string
    readonly reader: Reader
    readonly month: string
  },
): Promise<string> {
  const { language } = reader
  const { pieces, fill } = wordsFor(language)
  const named = monthName(month, language, 'with-year')
  const url = `${site.platform.webUrl}/lists/${list.address}/archive/${month}`
  if (!reader.takesOriginals(list.id))
    return await answerAbout(tx, site, asked, list, {
      name: 'mailbox-link',
      to,
      sentences: { month: named, url },
    })
  const mailbox = await site.library.mailbox(tx, list, month, MOST_BYTES)
  if (mailbox === 'too large')
    return await answerAbout(tx, site, asked, list, {
      name: 'mailbox-link',
      to,
      sentences: { month: named, url },
    })
  if (mailbox === 'empty')
    return await answerAbout(tx, site, asked, list, {
      name: 'index-empty',
      to,
      sentences: { what: fill(pieces['of-month'], { month: named }), months: '' },
    })
  if (!(await mayAnswerAsker(tx, to, 'mailbox', asked.arrival.evidence))) return 'mailbox: silent'
  await writeWithFiles(tx, site, asked, {
    name: 'mailbox',
    part: 1,
    list,
    to,
    language,
    sentences: { month: named },
    attachments: [
      {
        filename: `${list.address.split('@')[0]}-${month}.mbox.gz`,
        contentType: 'application/gzip',
        content: mailbox,
      },
    ],
  })
  return 'mailbox'
}
