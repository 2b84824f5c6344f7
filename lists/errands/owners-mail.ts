import { addNotice } from '#mta/out/notices.ts'
import { listById } from '../lists.ts'
import { ownerAddresses } from '../roles.ts'
import type { Run } from './table.ts'

/** Mail for the people who run a list (or the platform): passed on as it came, under a return path of ours. */
export const ownersMail: Run<'owner' | 'postmaster' | 'complaint'> = async (tx, site, asked) => {
  const { errand, arrival, original } = asked
  const list = 'listId' in errand.intent ? await listById(tx, errand.intent.listId) : undefined
  // A bounce of what we pass on would come back here: it stops (RFC 5321 §6.3).
  if (original.header.all('X-Loop').some((v) => v.trim().toLowerCase() === errand.recipient)) return 'loop'
  const owners = (await ownerAddresses(tx, list?.id)).filter(
    (owner) => owner.toLowerCase() !== errand.recipient,
  )
  const at = new Date(arrival.receivedAt).toUTCString().replace('GMT', '+0000')
  for (const owner of owners)
    await addNotice(tx, {
      recipient: owner,
      template: 'owners-mail',
      language: list?.settings.language ?? site.platform.language,
      ...(list && { listId: list.id }),
      once: `errand:${errand.id}:${owner}`,
      head: Buffer.from(
        `Received: by ${site.platform.domain} (Relais) id ${arrival.id} for <${errand.recipient}>; ${at}\r\n` +
          `X-Loop: ${errand.recipient}\r\nResent-To: <${owner}>\r\nResent-From: <${errand.recipient}>\r\nResent-Date: ${at}\r\n`,
        'utf8',
      ),
      blob: arrival.blob,
    })
  return `passed on to ${owners.length}`
}
