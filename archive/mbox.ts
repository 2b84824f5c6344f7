// Mails as one mbox, mboxrd's way (a line that begins like « From » gets one more `>`, which reading takes away).

import { buffer } from 'node:stream/consumers'
import type { StoredMail } from './mails-of-list.ts'

const NOBODY = 'MAILER-DAEMON'

/** The bytes of the mbox, mail after mail. */
export async function* mboxOf(mails: AsyncIterable<StoredMail>): AsyncGenerator<Buffer> {
  for await (const mail of mails) {
    const text = (await buffer(await mail.open())).toString('latin1')
    const sender = mail.fromAddress.replace(/[^\x21-\x7e]/g, '') || NOBODY
    const at = mail.datedAt.toUTCString().replace(/^(\w+), (\d+) (\w+) (\d+) ([\d:]+).*$/, '$1 $3 $2 $5 $4')
    const quoted = text.replace(/\r\n/g, '\n').replace(/^(>*From )/gm, '>$1')
    yield Buffer.from(`From ${sender} ${at}\n${quoted}${quoted.endsWith('\n') ? '' : '\n'}\n`, 'latin1')
  }
}
