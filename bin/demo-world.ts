// Loads the demonstration: associations, their lists and people, and months of mail, filed as it was written.

import { hash } from 'node:crypto'
import { demoWorld } from '#bench/demo/world.ts'
import { changeList } from '#lists/list-changes.ts'
import { createList, type List } from '#lists/lists.ts'
import { ensureMembership, ensurePerson } from '#lists/people.ts'
import { grantRole } from '#lists/roles.ts'
import { allSpaces, createSpace, type Space } from '#lists/spaces.ts'
import { importSubscribers } from '#lists/subscriptions.ts'
import { Header } from '#mta/message/header.ts'
import { fingerprint, messageIdOf } from '#mta/message/identity.ts'
import type { Tx } from '#store/database.ts'
import type { Data } from './data.ts'
import { indexedArchive } from './ground.ts'
import { openSearch } from './searching.ts'

type World = ReturnType<typeof demoWorld>

async function makeSpaces(tx: Tx, world: World): Promise<Map<string, Space>> {
  const spaces = new Map<string, Space>()
  for (const { slug, name, description, domain } of world.spaces)
    spaces.set(slug, await createSpace(tx, { slug, name, description, domain, kind: 'association' }))
  for (const { name, address, spaces: slugs } of world.people) {
    const person = await ensurePerson(tx, { address, name, verified: 'verified' })
    for (const slug of slugs)
      await ensureMembership(tx, {
        spaceId: spaces.get(slug)!.id,
        personId: person.id,
        addressId: person.addressId,
        kind: 'member',
        name,
        ground: 'demonstration',
      })
  }
  return spaces
}

async function makeLists(tx: Tx, world: World, spaces: ReadonlyMap<string, Space>, domain: string) {
  const lists = new Map<string, List>()
  for (const wanted of world.lists) {
    const space = spaces.get(wanted.space)!
    const { address, title, description, preset } = wanted
    const list = await createList(tx, { address, space, title, description, preset, domain })
    await changeList(tx, list, 'archive', wanted.archive === 'public' ? 'public' : 'private')
    if (wanted.archive === 'public') await changeList(tx, list, 'directory', 'shown')
    for (const owner of wanted.owners) {
      const person = await ensurePerson(tx, { address: owner })
      await grantRole(tx, { personId: person.id, role: 'owner', listId: list.id })
    }
    await importSubscribers(
      tx,
      list,
      wanted.subscribers.map((one) => ({ address: one, name: '' })),
    )
    lists.set(address, list)
  }
  return lists
}

/** Files every post as if it had arrived when it was written; nothing is sent. */
async function filePosts(data: Data, world: World, lists: ReadonlyMap<string, List>) {
  const { db, blobs } = data
  const archive = indexedArchive(db, blobs, openSearch(data))
  const authors = new Map<string, number>(
    (await db('addresses').select('address', 'person_id')).map((row) => [row.address, row.person_id]),
  )
  for (const post of world.posts) {
    const { header, bodyOffset } = Header.parse(post.bytes)
    const staged = await blobs.stage(post.bytes)
    const prepared = await archive.prepare({ blob: staged.hash, size: staged.size, bytes: post.bytes })
    const authorId = authors.get(post.from)
    await db.transaction(async (tx) => {
      await blobs.keep(tx, [staged])
      const facts = {
        messageId: messageIdOf(header, staged.hash),
        fingerprint: fingerprint(header, hash('sha256', post.bytes.subarray(bodyOffset), 'buffer')),
        receivedAt: post.at,
        ...(authorId !== undefined && { authorId }),
        listIds: [lists.get(post.list)!.id],
      }
      await archive.file(tx, [{ prepared, facts }])
    })
  }
}

/** Makes the demonstration in an instance that has no space yet. */
export async function loadDemo(data: Data, now: Date): Promise<void> {
  if ((await allSpaces(data.db)).length > 0) return
  const world = demoWorld(now)
  const lists = await data.db.transaction(async (tx) => {
    const spaces = await makeSpaces(tx, world)
    return await makeLists(tx, world, spaces, data.settings.domain)
  })
  await filePosts(data, world, lists)
}
