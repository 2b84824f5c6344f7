// A moderated list with two moderators, on a database of its own, for tests of what waits there.
import type { Ground } from '#bin/ground.ts'
import type { List } from '#lists/lists.ts'
import { tellModerators } from '#lists/moderation/notice.ts'
import { ensurePerson } from '#lists/people.ts'
import { grantRole, type Role } from '#lists/roles.ts'
import { seal } from '#lists/seal.ts'
import type { TokenPurpose } from '#lists/tokens.ts'
import type { EvidenceLevel } from '#mta/in/evidence.ts'
import { Header } from '#mta/message/header.ts'
import { readableText } from '#mta/message/readable-text.ts'
import { mail } from '../../support/mail.ts'
import { type TestSite, testSite } from '../../support/site.ts'

export const anne = 'anne@orange.example'
export const paul = 'paul@free.example'
export const lise = 'lise@poste.example'

/** A notice as its reader gets it. */
export interface Noticed {
  readonly template: string
  readonly recipient: string
  readonly subject: string
  readonly text: string
}

export interface Moderated {
  readonly site: TestSite
  readonly ground: Ground
  readonly list: List
  role(address: string, role: Role, on: { listId?: number; spaceId?: number }): Promise<number>
  /** A message that waits: the number of its post; its moderators aren't told yet. */
  held(subject: string, from?: string): Promise<number>
  /** Tells the moderators of a post. */
  tell(post: number, ground?: Ground): Promise<void>
  notices(template: string): Promise<Noticed[]>
  /** Answers the last mail that this address got, as its token says. */
  answer(address: string, words: string, level?: EvidenceLevel, purpose?: TokenPurpose): Promise<void>
  stateOf(post: number): Promise<{ state: string; decision: string | null }>
  close(): Promise<void>
}

/** Opens it; without moderators when asked. */
export async function moderated(
  staff: 'with moderators' | 'without' = 'with moderators',
): Promise<Moderated> {
  const site = await testSite()
  const { ground } = site
  const { db } = site.database
  const list = await site.list('bureau@velo15.example', 'moderated', lise)
  const role: Moderated['role'] = (address, name, on) =>
    db.transaction(async (tx) => {
      const person = await ensurePerson(tx, { address, verified: 'verified' })
      await grantRole(tx, { personId: person.id, role: name, ...on })
      return person.id
    })
  if (staff === 'with moderators') {
    await role(anne, 'owner', { listId: list.id })
    await role(paul, 'moderator', { listId: list.id })
  }
  return {
    site,
    ground,
    list,
    role,
    async held(subject, from = 'zoe@free.example') {
      await site.receive(mail({ From: from, Subject: subject }), [list.address])
      await site.work()
      const [id] = await db('posts').orderBy('id', 'desc').limit(1).pluck('id')
      return id
    },
    tell: (post, on = ground) => tellModerators(on, { post }),
    async notices(template) {
      const rows = await db('notices').where({ template }).orderBy('id')
      return await Promise.all(
        rows.map(async ({ recipient, bytes }) => ({
          template,
          recipient,
          subject: Header.parse(bytes).header.text('Subject'),
          text: await readableText(bytes),
        })),
      )
    },
    async answer(address, words, level = 'aligned', purpose = 'moderate') {
      const token = await db('tokens').where({ address, purpose }).orderBy('id', 'desc').first('id')
      const to = `confirm+${seal(ground.secrets, 'confirm', [token.id])}@relais.example`
      await site.receive(mail({ From: address, To: to }, `${words}\n`), [to], level)
      await site.work()
    },
    stateOf: (post) => db('posts').where({ id: post }).first('state', 'decision'),
    close: () => site.close(),
  }
}
