// What every mail and every page asks about lists, kept in memory: which addresses are ours, the lists, who may post to
// them and read them.
// Forgotten the moment anything about lists changes, whoever changes it; while nobody tells us, nothing is kept.
import { LRUCache } from 'lru-cache'
import type { Address } from '#mta/message/address.ts'
import { listenTo } from '#store/announcements.ts'
import type { Database, Db } from '#store/database.ts'
import type { Log } from '#store/log.ts'
import { type Archives, readArchives } from './archives.ts'
import { type ListIntent, lookUp } from './list-addresses.ts'
import { type List, listsById } from './lists.ts'
import { policiesOf } from './policies.ts'
import type { PolicyRule } from './policy.ts'
import { provedDomains } from './spaces.ts'

/** A list with its rules for posting. */
export interface ListEntry {
  readonly list: List
  readonly postRules: readonly PolicyRule[]
}

export interface Directory {
  /** The list and intent of each address that is one of a list's, by its compared form. */
  lookUp(addresses: readonly Address[]): Promise<Map<string, { listId: number; intent: ListIntent }>>
  /** Open lists, by number. */
  lists(ids: readonly number[]): Promise<Map<number, ListEntry>>
  /** Own domains of spaces. */
  domains(): Promise<ReadonlySet<string>>
  /** Who may read what. */
  archives(): Promise<Archives>
  close(): Promise<void>
}

const maxAddresses = 20_000
const maxLists = 2_000
const maxAgeMs = 60_000 // a belt: announcements are what counts

type AddressEntry = { readonly listId: number; readonly intent: ListIntent } | 'none'

/** Nothing is kept: each question is asked of the database. For commands and tests. */
export function uncachedDirectory(db: Db): Directory {
  return {
    lookUp: (addresses) => lookUp(db, addresses),
    async lists(ids) {
      const [lists, policies] = await Promise.all([listsById(db, ids), policiesOf(db, ids, 'post')])
      return new Map([...lists].map(([id, list]) => [id, { list, postRules: policies.get(id)?.rules ?? [] }]))
    },
    domains: async () => new Set(await provedDomains(db)),
    archives: () => readArchives(db),
    close: async () => {},
  }
}

/** The directory of a running server. */
export async function openDirectory(database: Database, log: Log): Promise<Directory> {
  const asked = uncachedDirectory(database.db)
  const addresses = new LRUCache<string, AddressEntry>({ max: maxAddresses, ttl: maxAgeMs })
  const lists = new LRUCache<number, ListEntry>({ max: maxLists, ttl: maxAgeMs })
  const domains = new LRUCache<'all', ReadonlySet<string>>({ max: 1, ttl: maxAgeMs })
  const archives = new LRUCache<'all', Archives>({ max: 1, ttl: maxAgeMs })
  let listening = false
  // What was asked before a change and is answered after it must not be kept.
  let changes = 0
  const forget = (hears: boolean) => {
    listening = hears
    changes++
    addresses.clear()
    lists.clear()
    domains.clear()
    archives.clear()
  }
  const ears = await listenTo(
    database,
    'relais_lists',
    { heard: () => forget(true), lost: () => forget(false) },
    log,
  )

  /** Answers what is kept, asks for the rest and keeps it. */
  async function through<K extends string | number, V extends object | string>(
    kept: LRUCache<K, V>,
    keys: readonly K[],
    ask: (missing: K[]) => Promise<Map<K, V>>,
  ): Promise<Map<K, V>> {
    const answers = new Map<K, V>()
    const missing: K[] = []
    for (const key of new Set(keys)) {
      const value = kept.get(key)
      if (value === undefined) missing.push(key)
      else answers.set(key, value)
    }
    if (missing.length === 0) return answers
    const before = changes
    for (const [key, value] of await ask(missing)) {
      answers.set(key, value)
      if (listening && changes === before) kept.set(key, value)
    }
    return answers
  }

  async function theOne<V extends object>(kept: LRUCache<'all', V>, ask: () => Promise<V>): Promise<V> {
    const answers = await through(kept, ['all'], async () => new Map([['all' as const, await ask()]]))
    return answers.get('all')!
  }

  return {
    async lookUp(wanted) {
      const byText = new Map(wanted.map((a) => [a.text, a]))
      const entries = await through(addresses, [...byText.keys()], async (missing) => {
        const found = await asked.lookUp(missing.map((text) => byText.get(text)!))
        return new Map<string, AddressEntry>(missing.map((text) => [text, found.get(text) ?? 'none']))
      })
      const ours = [...entries].filter((e): e is [string, Exclude<AddressEntry, 'none'>] => e[1] !== 'none')
      return new Map(ours)
    },
    lists: (ids) => through(lists, ids, (missing) => asked.lists(missing)),
    domains: () => theOne(domains, asked.domains),
    archives: () => theOne(archives, asked.archives),
    close: () => ears.close(),
  }
}
