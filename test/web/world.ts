// A small world for the pages: two associations and a collective, a public list, a private one, an empty one.
import { ensureAdministrator } from '#lists/instance.ts'
import { createList, type List } from '#lists/lists.ts'
import { ensurePerson } from '#lists/people.ts'
import { createSpace, type Space } from '#lists/spaces.ts'
import { subscribe } from '#lists/subscriptions.ts'
import type { Blobs } from '#store/blobs.ts'
import type { Db } from '#store/database.ts'
import { type Hashes, makeArchive } from './archive.ts'

export interface World {
  readonly spaces: { readonly velo: Space; readonly jardin: Space; readonly bare: Space }
  readonly lists: { readonly annonces: List; readonly bureau: List; readonly empty: List }
  readonly people: { readonly anne: number; readonly stranger: number; readonly administrator: number }
  readonly hashes: Hashes
}

export async function makeWorld(db: Db, blobs: Blobs): Promise<World> {
  const domain = 'relais.example'
  const made = await db.transaction(async (tx) => {
    const velo = await createSpace(tx, {
      slug: 'velo15',
      name: 'Vélo 15',
      kind: 'association',
      domain: 'velo15.example',
      description: 'À vélo dans le 15e : atelier de réparation, balades, pistes cyclables.',
    })
    const jardin = await createSpace(tx, {
      slug: 'jardins',
      name: 'Jardins partagés du Quai',
      kind: 'collective',
    })
    const bare = await createSpace(tx, { slug: 'chorale', name: 'Chorale', kind: 'association' })
    const annonces = await createList(tx, {
      address: 'annonces@velo15.example',
      space: velo,
      title: 'Annonces',
      description: 'Un ou deux messages par mois : balades, atelier, rendez-vous avec la mairie.',
      preset: 'public',
      domain,
    })
    const bureau = await createList(tx, {
      address: 'bureau@velo15.example',
      space: velo,
      title: 'Bureau',
      description: 'Les sept du bureau.',
      preset: 'private',
      domain,
    })
    const empty = await createList(tx, {
      address: 'parcelles@jardins.relais.example',
      space: jardin,
      title: 'Parcelles',
      preset: 'public',
      domain,
    })
    const joined = { source: 'own', evidence: 'session' } as const
    const { person: anne } = await subscribe(tx, annonces, {
      address: 'anne@velo15.example',
      name: 'Anne Martin',
      ...joined,
    })
    await subscribe(tx, bureau, { address: 'anne@velo15.example', mode: 'digest', ...joined })
    await subscribe(tx, annonces, { address: 'jean@coop.example', name: 'Jean Kervella', ...joined })
    const other = await ensurePerson(tx, {
      address: 'paulette@velo15.example',
      name: 'Paulette Béranger',
      verified: 'verified',
    })
    return { velo, jardin, bare, annonces, bureau, empty, anne: anne.id, stranger: other.id }
  })
  const administrator = await ensureAdministrator(db, {
    address: 'admin@relais.example',
    name: 'Camille Admin',
  })
  return {
    spaces: made,
    lists: made,
    people: { anne: made.anne, stranger: made.stranger, administrator: administrator!.id },
    hashes: await makeArchive(db, blobs, made),
  }
}
