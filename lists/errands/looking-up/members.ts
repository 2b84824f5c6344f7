// REVIEW: who is on a list, for whom its policy lets see them.
import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import type { List } from '../../lists.ts'
import { wordsFor } from '../../lookup-words.ts'
import { policiesOf } from '../../policies.ts'
import { decide } from '../../policy.ts'
import type { Site } from '../../site.ts'
import { standings } from '../../standing.ts'
import { membersOf } from '../../subscriptions.ts'
import { answerAbout } from '../list-mail.ts'
import { type Asking, languageFor } from '../reply.ts'
import type { Asked } from '../table.ts'
import { askFirst } from './ask-first.ts'
import { provedPerson } from './reader.ts'
import { whichList } from './which-list.ts'

const MOST_SHOWN = 1_000

/** Names and addresses; who chose to be hidden is seen by those who run the list alone. */
export async function members(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const { list, to } = asking
  if (list === undefined) return await whichList(tx, site, asked, asking)
  const sees = await seesMembers(tx, asked, list, to)
  if (sees === 'unproved') return await askFirst(tx, site, asked, asking)
  if (sees === 'no') return await answerAbout(tx, site, asked, list, { name: 'members-closed', to })
  const all = await membersOf(tx, list.id, sees === 'runs it' ? 'hidden too' : 'visible')
  const { pieces, count, fill } = wordsFor(await languageFor(tx, site, asking))
  const lines = all
    .slice(0, MOST_SHOWN)
    .map(({ name, address }) => (name === '' ? address : `${name} <${address}>`))
  const others = all.length - lines.length
  return await answerAbout(tx, site, asked, list, {
    name: 'members',
    to,
    sentences: {
      count: count(pieces['one-person'], pieces.people, all.length),
      members: [...lines, ...(others > 0 ? [fill(pieces['and-others'], { n: others })] : [])].join('\n'),
    },
  })
}

/** Whether somebody may see who is on a list, as its policy says. */
export async function seesMembers(
  tx: Tx,
  asked: Asked,
  list: List,
  to: string,
): Promise<'no' | 'yes' | 'runs it' | 'unproved'> {
  const { arrival } = asked
  const rules = (await policiesOf(tx, [list.id], 'members')).get(list.id)?.rules ?? []
  const proved = atLeast(arrival.evidence.level, 'spf-aligned')
  const person = await provedPerson(tx, asked, to)
  const standing = (await standings(tx, person, [{ id: list.id, rules }])).get(list.id)!
  const { outcome } = decide(rules, standing, {
    evidence: proved ? 'session' : 'none',
    sizeBytes: 0,
    hasAttachment: false,
    firstPost: false,
    at: arrival.receivedAt,
  })
  if (outcome === 'accept') return standing.roles.length > 0 ? 'runs it' : 'yes'
  return proved ? 'no' : 'unproved'
}
