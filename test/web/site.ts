// The Site that pages ask, from the domain's own functions.

import { textsOf } from '#archive/browse.ts'
import { allLists, type List, listByAddress } from '#lists/lists.ts'
import { consumeLogin, type LoginParts, peekLogin, requestLogin } from '#lists/login.ts'
import { policiesOf } from '#lists/policies.ts'
import { readableLists, rightsOn } from '#lists/rights.ts'
import { isAdministrator } from '#lists/roles.ts'
import { allSpaces } from '#lists/spaces.ts'
import { audienceSizes, leave, type Mode } from '#lists/subscriptions.ts'
import { describeOneClick, leaveByOneClick } from '#lists/unsubscribe.ts'
import { search } from '#search/postgres.ts'
import type { Blobs } from '#store/blobs.ts'
import type { ListSummary, PostPolicy, Site, SpaceView, Viewer } from '#web/needs.ts'

export function siteFor(parts: LoginParts & { readonly blobs: Blobs }): Site {
  const { db, secrets, blobs } = parts
  const summary = (one: { list: List; mayRead: boolean; isPublic: boolean }): ListSummary => ({
    id: one.list.id,
    address: one.list.address,
    title: one.list.title,
    description: one.list.description,
    public: one.isPublic,
    mayRead: one.mayRead,
  })
  const spaces = async (viewer: Viewer | undefined): Promise<SpaceView[]> => {
    const rights = await rightsOn(db, viewer?.personId, await allLists(db))
    return (await allSpaces(db)).map((space) => ({
      ...space,
      timeZone: 'Europe/Paris',
      lists: rights.filter((one) => one.mayKnow && one.list.space.id === space.id).map(summary),
    }))
  }
  const hidden = (address: string) => `…@${address.split('@')[1]}`
  const leaving = (found: { list: List; address: string } | undefined) =>
    found && {
      list: { address: found.list.address, title: found.list.title },
      address: hidden(found.address),
    }
  return {
    spaces,
    space: async (viewer, slug) => (await spaces(viewer)).find((space) => space.slug === slug),
    async viewer(personId) {
      const row = await db('people').where({ id: personId }).first('name')
      return row && { personId, name: row.name, administrator: await isAdministrator(db, personId) }
    },
    async list(viewer, address) {
      const found = await listByAddress(db, address)
      const [rights] = found ? await rightsOn(db, viewer?.personId, [found.list]) : []
      if (!found || !rights?.mayKnow) return undefined
      if (found.moved) return { movedTo: found.list.address }
      const policy = (await policiesOf(db, [found.list.id], 'post')).get(found.list.id)
      return {
        ...found.list,
        timeZone: found.list.settings.timeZone,
        mayRead: rights.mayRead,
        isPublic: rights.isPublic,
        member: rights.member,
        subscribers: (await audienceSizes(db, [found.list.id])).get(found.list.id) ?? 0,
        postPolicy: (policy?.preset ?? 'other') as PostPolicy,
      }
    },
    movedPath: async (path) => (await db('old_urls').where({ path }).first('to_path'))?.to_path,
    login: {
      request: (address, options) => requestLogin(parts, address, options),
      peek: (proof) => peekLogin(parts, proof),
      consume: (proof) => consumeLogin(parts, proof),
    },
    unsubscribe: {
      describe: async (token) => leaving(await describeOneClick(db, secrets, token)),
      leave: async (token) => leaving(await leaveByOneClick(db, secrets, token)),
    },
    leaveList: (personId, listId) =>
      db.transaction(async (tx) => {
        await leave(tx, listId, personId, 'session')
      }),
    async myLists(personId) {
      const rights = await rightsOn(db, personId, await allLists(db))
      const mine = rights.filter((one) => one.member).map((one) => one.list)
      return Promise.all(
        mine.map(async (list) => {
          const { rows } = await db.raw<{ rows: { mode: Mode; paused: boolean }[] }>(
            'select mode, paused from audience(?) where person_id = ?',
            [list.id, personId],
          )
          return { ...list, mode: rows[0]?.mode ?? 'each', paused: rows[0]?.paused ?? false }
        }),
      )
    },
    async search(query, { viewer, list, sort, limit, offset }) {
      const readable = await readableLists(db, viewer?.personId)
      const only = list === undefined ? undefined : (await listByAddress(db, list))?.list.id
      const lists = list === undefined ? readable : readable.filter((id) => id === only)
      return search(db, { query, lists, sort, limit, offset, marks: 'control' }, (on, ids) =>
        textsOf(on, blobs, [...ids]),
      )
    },
  }
}
