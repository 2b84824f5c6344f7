// What the web asks of the other rooms, answered from lists/ and search/.
import type { Settings } from '#config/settings.ts'
import type { Directory } from '#lists/directory.ts'
import { listById } from '#lists/lists.ts'
import { consumeLogin, type LoginParts, peekLogin, requestLogin } from '#lists/login.ts'
import { movedUrl } from '#lists/old-urls.ts'
import { personById } from '#lists/people.ts'
import { policiesOf } from '#lists/policies.ts'
import { type ListRights, rightsOn } from '#lists/rights.ts'
import { isAdministrator } from '#lists/roles.ts'
import { allSpaces, type Space, spaceBySlug } from '#lists/spaces.ts'
import { audienceSizes, listsOf } from '#lists/subscriptions.ts'
import { describeOneClick, leaveByOneClick, leaveFromWeb, type OneClick } from '#lists/unsubscribe.ts'
import type { Db } from '#store/database.ts'
import type { Secrets } from '#store/secrets.ts'
import type { JoinPolicy, Leaving, ListSummary, PostPolicy, Site, SpaceView, Viewer } from '#web/needs.ts'
import { openSearchDesk, type SearchQuestions } from './search-desk.ts'
import { version } from './version.ts'

export interface PagesParts extends LoginParts {
  readonly db: Db
  readonly secrets: Secrets
  readonly settings: Settings
  readonly search: SearchQuestions
  readonly directory: Pick<Directory, 'archives'>
}

/** The web's view of the domain. */
export function openPages(parts: PagesParts): Site {
  const { db, secrets, settings, directory } = parts

  async function spaceViews(viewer: Viewer | undefined, spaces: readonly Space[]): Promise<SpaceView[]> {
    const shown = new Set(spaces.map(({ id }) => id))
    const archives = (await directory.archives()).all.filter(({ list }) => shown.has(list.space.id))
    const known = (await rightsOn(db, viewer?.personId, archives)).filter((r) => r.mayKnow)
    const sizes = await audienceSizes(
      db,
      known.filter((r) => r.mayRead).map((r) => r.list.id),
    )
    return spaces.map((space) => ({
      slug: space.slug,
      name: space.name,
      description: space.description,
      kind: space.kind,
      timeZone: settings.instance.timeZone,
      lists: known.filter((r) => r.list.space.id === space.id).map((r) => summary(r, sizes)),
    }))
  }

  return {
    async viewer(personId) {
      const person = await personById(db, personId)
      return person && { personId, name: person.name, administrator: await isAdministrator(db, personId) }
    },
    spaces: async (viewer) => await spaceViews(viewer, await allSpaces(db)),
    async space(viewer, slug) {
      const space = await spaceBySlug(db, slug)
      return space && (await spaceViews(viewer, [space]))[0]
    },
    async list(viewer, address) {
      const found = (await directory.archives()).at(address)
      if (!found) return undefined
      const [rights] = await rightsOn(db, viewer?.personId, [found])
      if (!rights?.mayKnow) return undefined
      const { list } = rights
      if (list.address !== address.toLowerCase()) return { movedTo: list.address }
      return {
        id: list.id,
        address: list.address,
        title: list.title,
        description: list.description,
        space: { slug: list.space.slug, name: list.space.name },
        timeZone: list.settings.timeZone,
        mayRead: rights.mayRead,
        isPublic: rights.isPublic,
        member: rights.member,
      }
    },
    async guide(listId) {
      const [post, join, sizes] = await Promise.all([
        policiesOf(db, [listId], 'post'),
        policiesOf(db, [listId], 'subscribe'),
        audienceSizes(db, [listId]),
      ])
      return {
        subscribers: sizes.get(listId) ?? 0,
        postPolicy: (post.get(listId)?.preset ?? 'other') as PostPolicy,
        joinPolicy: (join.get(listId)?.preset ?? 'other').replace(/^confirm-(?=moderated)/, '') as JoinPolicy,
      }
    },
    movedPath: async (path) => await movedUrl(db, path),
    login: {
      request: async (address, options) => await requestLogin(parts, address, options),
      peek: async (proof) => await peekLogin(parts, proof),
      consume: async (proof) => await consumeLogin(parts, proof),
    },
    unsubscribe: {
      describe: async (token) => leaving(await describeOneClick(db, secrets, token)),
      leave: async (token) => leaving(await leaveByOneClick(parts, token)),
    },
    async leaveList(personId, listId) {
      const list = await listById(db, listId)
      if (list) await leaveFromWeb(parts, list, personId, 'session')
    },
    myLists: async (personId) => await listsOf(db, personId),
    searchDesk: async (viewer) => await openSearchDesk(parts, viewer),
    software: `Relais ${version()}`,
  }
}

function summary({ list, isPublic, mayRead }: ListRights, sizes: ReadonlyMap<number, number>): ListSummary {
  return {
    id: list.id,
    address: list.address,
    title: list.title,
    description: list.description,
    public: isPublic,
    mayRead,
    subscribers: mayRead ? (sizes.get(list.id) ?? 0) : undefined,
  }
}

function leaving(found: OneClick | undefined): Leaving | undefined {
  if (!found) return undefined
  const at = found.address.lastIndexOf('@')
  return {
    list: { address: found.list.address, title: found.list.title },
    address: `${found.address.slice(0, 1)}…${found.address.slice(at)}`,
    ...(found.staysNamed && { staysNamed: true }),
  }
}
