// Owner of the table spaces.
import type { DbOrTx, Tx } from '#store/database.ts'
import { Refused } from './refused.ts'

/** An association's home, or a collective's. */
export interface Space {
  readonly id: number
  readonly slug: string
  readonly kind: 'association' | 'collective'
  readonly name: string
  readonly description: string
  /** Own domain; absent: its lists live under the platform's. */
  readonly domain?: string
}

type Row = Omit<Space, 'domain'> & { domain: string | null }

const columns = ['id', 'slug', 'kind', 'name', 'description', 'domain']

function toSpace({ domain, ...row }: Row): Space {
  return domain === null ? row : { ...row, domain }
}

/** Makes a space. The operator's command stands for the proof that an own domain is theirs. */
export async function createSpace(
  tx: Tx,
  wanted: { slug: string; name: string; kind: Space['kind']; description?: string; domain?: string },
): Promise<Space> {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(wanted.slug))
    throw new Refused(
      `space name "${wanted.slug}": at most 40 of a-z, 0-9 and -, starting with a letter or digit`,
    )
  const [row]: Row[] = await tx('spaces')
    .insert({
      slug: wanted.slug,
      name: wanted.name,
      kind: wanted.kind,
      description: wanted.description ?? '',
      ...(wanted.domain && { domain: wanted.domain.toLowerCase(), domain_proved_at: tx.fn.now() }),
    })
    .onConflict()
    .ignore()
    .returning(columns)
  if (!row) throw new Refused(`there is already a space "${wanted.slug}", or one with that domain`)
  return toSpace(row)
}

/** The space of that short name, if open. */
export async function spaceBySlug(db: DbOrTx, slug: string): Promise<Space | undefined> {
  const row: Row | undefined = await db('spaces').where({ slug }).whereNull('closed_at').first(columns)
  return row && toSpace(row)
}

/** All open spaces, by name as a French reader sorts them. */
export async function allSpaces(db: DbOrTx): Promise<Space[]> {
  const rows: Row[] = await db('spaces')
    .whereNull('closed_at')
    .orderByRaw('name collate "fr-x-icu"')
    .select(columns)
  return rows.map(toSpace)
}

/** Own domains whose proof has been seen: we take mail for them. */
export async function provedDomains(db: DbOrTx): Promise<string[]> {
  return await db('spaces').whereNotNull('domain_proved_at').whereNull('closed_at').pluck('domain')
}
