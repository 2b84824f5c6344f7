// Answers to the mails about acts on many: OUI, NON, ANNULER, and what an invited person says.
import type { Tx } from '#store/database.ts'
import { plain } from '../../commands/plain.ts'
import { saysNo, saysYes } from '../../commands/yes-no.ts'
import { derivedAddress } from '../../list-addresses.ts'
import { answerAddress } from '../../seal.ts'
import type { Site } from '../../site.ts'
import { spend } from '../../tokens.ts'
import type { Answered } from '../answer.ts'
import { joinInvited, joinNow } from '../join.ts'
import { answerAbout } from '../list-mail.ts'
import type { Asked } from '../table.ts'
import { bulkBy, done } from './bulk.ts'
import type { Wanted } from './wanted.ts'

/** « Is it you? » : a yes brings the preview. */
export async function bulkAsked(tx: Tx, site: Site, asked: Asked, answered: Answered): Promise<string> {
  const { token, list } = answered
  return await ifYes(tx, site, asked, answered, () =>
    bulkBy(tx, site, asked, list, { to: token.address, wanted: token.detail.wanted as Wanted }),
  )
}

/** The preview: a yes does it. */
export async function bulkAgreed(tx: Tx, site: Site, asked: Asked, answered: Answered): Promise<string> {
  const { token, list } = answered
  return await ifYes(tx, site, asked, answered, () =>
    done(tx, site, asked, list, { to: token.address, wanted: token.detail.wanted as Wanted }),
  )
}

/** What was done: ANNULER puts it back; anything else is no order. */
export async function undoBulk(tx: Tx, site: Site, asked: Asked, answered: Answered): Promise<string> {
  const { token, list, words } = answered
  if (!/^(?:annul\w*|undo|cancel)\b/.test(plain(words))) return 'no word to undo'
  if (!(await spend(tx, token.id))) return 'used already'
  return await done(tx, site, asked, list, {
    to: token.address,
    wanted: { kind: 'undo', bulkId: token.detail.bulkId as number },
  })
}

/** An invitation: any answer but no joins; an owner's whatever the list's policy. */
export async function invited(tx: Tx, site: Site, asked: Asked, answered: Answered): Promise<string> {
  const { token, list, words } = answered
  if (!(await spend(tx, token.id))) return 'used already'
  if (saysNo(words)) return 'declined'
  const who = { to: token.address, name: String(token.detail.name ?? '') }
  return token.detail.vouchedBy === 'owner'
    ? await joinInvited(tx, site, asked, list, who)
    : await joinNow(tx, site, asked, list, who)
}

/** An invitation that was withdrawn, used or is too old. */
export async function invitedTooLate(
  tx: Tx,
  site: Site,
  asked: Asked,
  { token, list }: Answered,
): Promise<string> {
  return await answerAbout(tx, site, asked, list, {
    name: 'invitation-over',
    to: token.address,
    fromAddress: derivedAddress(list.address, 'owner'),
  })
}

async function ifYes(
  tx: Tx,
  site: Site,
  asked: Asked,
  { token, list, words }: Answered,
  act: () => Promise<string>,
): Promise<string> {
  if (saysNo(words)) return (await spend(tx, token.id)) ? 'declined' : 'used already'
  if (!saysYes(words))
    return await answerAbout(tx, site, asked, list, {
      name: 'yes-or-no',
      to: token.address,
      fromAddress: answerAddress(site, token.id),
    })
  return (await spend(tx, token.id)) ? await act() : 'used already'
}
