// Who asks to read, and what they may: the rights of the web, as far as it is proved who they are.
import { atLeast } from '#mta/in/evidence.ts'
import type { Tx } from '#store/database.ts'
import type { Language } from '../../mails.ts'
import { type Person, personByAddress } from '../../people.ts'
import { type ListRights, rightsOn } from '../../rights.ts'
import { isAdministrator } from '../../roles.ts'
import type { Site } from '../../site.ts'
import { type Asking, languageFor, reply } from '../reply.ts'
import type { Asked } from '../table.ts'
import { askFirst } from './ask-first.ts'

export interface Reader {
  /** Undefined: a stranger, or somebody of whom nothing is proved. */
  readonly personId: number | undefined
  readonly language: Language
  /** What they may read: the list asked for, or all. */
  readonly readable: readonly ListRights[]
  readonly titles: ReadonlyMap<number, string>
  /** Mails hold everybody's address: strangers who read a public archive get texts without them, as on the web. */
  takesOriginals(listId: number): boolean
}

/** Who has an address, as far as this mail proves that it is theirs; an address that nobody has verified proves nobody. */
export async function provedPerson(tx: Tx, { arrival }: Asked, to: string): Promise<Person | undefined> {
  const { level } = arrival.evidence
  if (!atLeast(level, 'spf-aligned')) return undefined
  const known = await personByAddress(tx, to)
  return known?.verified || atLeast(level, 'confirmed') ? known : undefined
}

/** The reader behind a request; where more proof is needed, or there is nothing they may read, they are answered. */
export async function readerOf(
  tx: Tx,
  site: Site,
  asked: Asked,
  asking: Asking,
): Promise<Reader | { readonly answered: string }> {
  const { list, to } = asking
  const proved = atLeast(asked.arrival.evidence.level, 'spf-aligned')
  const person = await provedPerson(tx, asked, to)
  const archives = (await site.directory.archives()).all.filter(
    (archive) => list === undefined || archive.list.id === list.id,
  )
  const readable = (await rightsOn(tx, person, archives)).filter(({ mayRead }) => mayRead)
  const mayBeMore = list === undefined ? (await personByAddress(tx, to)) !== undefined : readable.length === 0
  if (!proved && mayBeMore) return { answered: await askFirst(tx, site, asked, asking) }
  if (list !== undefined && readable.length === 0)
    return { answered: await reply(tx, site, asked, list, { name: 'archive-closed', to }) }
  const administrator = person?.trusted === true && (await isAdministrator(tx, person.id))
  const whole = new Set(
    readable
      .filter(({ member, isPublic }) => person !== undefined && (member || administrator || !isPublic))
      .map((rights) => rights.list.id),
  )
  return {
    personId: person?.id,
    language: await languageFor(tx, site, asking),
    readable,
    titles: new Map(readable.map(({ list: { id, title } }) => [id, title])),
    takesOriginals: (listId) => whole.has(listId),
  }
}
