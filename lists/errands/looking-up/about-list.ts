// INFO: what a list is, who may do what there, and whom to ask.
import type { Tx } from '#store/database.ts'
import type { List } from '../../lists.ts'
import { wordsFor } from '../../lookup-words.ts'
import { policiesOf } from '../../policies.ts'
import type { Act, PolicyRule } from '../../policy.ts'
import { archivePresets, postPresets, subscribePresets } from '../../presets.ts'
import { rightsOn } from '../../rights.ts'
import type { Site } from '../../site.ts'
import { audienceSizes } from '../../subscriptions.ts'
import { answerAbout } from '../list-mail.ts'
import { type Asking, languageFor } from '../reply.ts'
import type { Asked } from '../table.ts'
import { seesMembers } from './members.ts'
import { provedPerson } from './reader.ts'
import { whichList } from './which-list.ts'

/** Anybody who writes to a list's addresses is told; how many people it has, who may see them. */
export async function aboutList(tx: Tx, site: Site, asked: Asked, asking: Asking): Promise<string> {
  const { list, to } = asking
  if (list === undefined) return await whichList(tx, site, asked, asking)
  // Of a list that strangers aren't to know of they are told no more than its addresses tell.
  if (!(await mayKnow(tx, site, asked, list, to)))
    return await answerAbout(tx, site, asked, list, { name: 'help', to })
  const words = wordsFor(await languageFor(tx, site, asking))
  const rulesFor = async (act: Act) => (await policiesOf(tx, [list.id], act)).get(list.id)?.rules ?? []
  const posting = presetOf(await rulesFor('post'), postPresets) ?? 'other'
  const joining = presetOf(await rulesFor('subscribe'), subscribePresets) ?? 'other'
  const reading = presetOf(await rulesFor('archive'), archivePresets) ?? 'other'
  const sees = await seesMembers(tx, asked, list, to)
  const size =
    sees === 'yes' || sees === 'runs it'
      ? ((await audienceSizes(tx, [list.id])).get(list.id) ?? 0)
      : undefined
  return await answerAbout(tx, site, asked, list, {
    name: 'about-list',
    to,
    sentences: {
      space: list.space.name,
      description: list.description,
      posting: words.posting[posting],
      joining: words.joining[joining],
      reading: words.reading[reading],
      size: size === undefined ? '' : words.count(words.pieces['has-one'], words.pieces['has-people'], size),
    },
  })
}

async function mayKnow(tx: Tx, site: Site, asked: Asked, list: List, to: string): Promise<boolean> {
  const archive = (await site.directory.archives()).at(list.address)
  const [rights] = archive ? await rightsOn(tx, await provedPerson(tx, asked, to), [archive]) : []
  return rights?.mayKnow ?? false
}

/** The name under which rules are known, whatever they were chosen as. */
function presetOf<K extends string>(
  rules: readonly PolicyRule[],
  presets: Readonly<Record<K, readonly PolicyRule[]>>,
): K | undefined {
  const written = (these: readonly PolicyRule[]) =>
    JSON.stringify(these.map(({ who, when, do: what }) => [who, when ?? {}, what]))
  return (Object.keys(presets) as K[]).find((name) => written(presets[name]) === written(rules))
}
