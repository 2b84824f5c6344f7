// Decides in memory which thread messages belong to in one list: by what they answer and what answers them, then,
// for an answer that names nothing known, by subject. Messages are placed one after the other.

import type { Newcomer } from './family.ts'
import { SUBJECT_MS } from './known-kin.ts'
import type { KnownPosting, KnownThread } from './known-threads.ts'

/** A thread in hand: of the table, or begun here and without an id. */
export interface Thread {
  readonly id: number | undefined
  readonly hash: string
  base: string
  subject: string | undefined // when begun or renamed here
  lastAt: Date
  into: Thread | undefined // joined to another here
}

/** A message that stands in the list, and where. */
export interface Member {
  readonly id: number
  readonly hash: string
  readonly name: string // the hash without '-2'…: what bears the same Message-ID has the same
  readonly refs: readonly number[]
  readonly datedAt: Date
  readonly thread: Thread // or what that was joined to
  readonly since: 'before' | 'now'
  parentKey: number | undefined
  parentId: number | undefined // when decided here
}

/** The name that a message shares with all that bear the same Message-ID. */
export function nameOf(hash: string): string {
  return hash.split('-', 1)[0]!
}

/** The thread that this one is part of by now. */
export function threadNow(thread: Thread): Thread {
  let now = thread
  while (now.into !== undefined) now = now.into
  return now
}

/** The threads of one list, as far as they are known and touched. */
export class ListThreads {
  readonly threads: Thread[] = []
  readonly members = new Map<number, Member>()
  readonly #byId = new Map<number, Thread>()
  readonly #former = new Map<string, Thread>()
  readonly #named = new Map<string, Member[]>()
  readonly #answering = new Map<number, Member[]>()

  /** A posting of the table. Told twice, the first counts. */
  learn({ id, hash, refs, datedAt, parentKey, thread }: KnownPosting): void {
    if (this.members.has(id)) return
    const rest = { since: 'before', parentKey: parentKey ?? undefined, parentId: undefined } as const
    this.#add({ id, hash, name: nameOf(hash), refs, datedAt, thread: this.learnThread(thread), ...rest })
  }

  /** A thread of the table. */
  learnThread({ id, hash, base, lastAt }: KnownThread): Thread {
    const known = this.#byId.get(id)
    if (known !== undefined) return known
    const thread = { id, hash, base, lastAt, subject: undefined, into: undefined }
    this.threads.push(thread)
    this.#byId.set(id, thread)
    return thread
  }

  /** The thread that a message of this hash would begin is there, or was joined to this one. */
  learnFormer(hash: string, thread: KnownThread): void {
    this.#former.set(hash, this.learnThread(thread))
  }

  /** Whether anything of this name stands in the list. */
  has(name: string): boolean {
    return this.#named.has(name)
  }

  /** Whether the first that was given this name stands in the list, not only others of the same Message-ID. */
  hasFirst(name: string): boolean {
    return this.#named.get(name)?.some(({ hash }) => hash === name) ?? false
  }

  /** Places a message, unless it stands here already. */
  place(newcomer: Newcomer): 'placed' | 'here already' {
    if (this.members.has(newcomer.id)) return 'here already'
    const { id, hash, key, storedRefs, datedAt } = newcomer
    const parent = this.#nearest(newcomer)
    const children = (this.#answering.get(key) ?? []).toSorted(older)
    const joined = [...new Set(children.map((child) => threadNow(child.thread)))]
    const thread =
      (parent && threadNow(parent.member.thread)) ??
      joined[0] ??
      this.#ofKin(newcomer) ??
      this.#begin(newcomer)
    if (thread.lastAt < datedAt) thread.lastAt = datedAt
    for (const other of joined) if (other !== thread) this.#merge(other, thread)
    for (const child of children) adopt(newcomer, child)
    if (children.length > 0 && parent === undefined) rename(thread, newcomer)
    this.#add({
      id,
      hash,
      name: nameOf(hash),
      refs: storedRefs,
      datedAt,
      thread,
      since: 'now',
      parentKey: parent?.key,
      parentId: parent?.member.id,
    })
    return 'placed'
  }

  #nearest({ refs, refNames }: Newcomer): { member: Member; key: number } | undefined {
    const at = refNames.findLastIndex((name) => this.#named.has(name))
    if (at < 0) return undefined
    return { member: this.#named.get(refNames[at]!)!.toSorted(firstNamed)[0]!, key: refs[at]! }
  }

  /** The thread of whoever names one of the same lost ones, else that of the subject. */
  #ofKin({ refs, base, isReply, datedAt }: Newcomer): Thread | undefined {
    const kin = refs.flatMap((ref) => this.#answering.get(ref) ?? []).toSorted(older)[0]
    if (kin !== undefined) return threadNow(kin.thread)
    if (!isReply || base === '') return undefined
    return this.threads
      .filter((thread) => thread.into === undefined && thread.base === base)
      .filter(({ lastAt }) => Math.abs(lastAt.getTime() - datedAt.getTime()) <= SUBJECT_MS)
      .toSorted(livelier)[0]
  }

  #begin({ hash, base, subject, datedAt }: Newcomer): Thread {
    const former = this.#former.get(hash)
    if (former !== undefined) return threadNow(former)
    const thread = { id: undefined, hash, base, subject, lastAt: datedAt, into: undefined }
    this.threads.push(thread)
    return thread
  }

  #merge(from: Thread, into: Thread): void {
    from.into = into
    if (into.lastAt < from.lastAt) into.lastAt = from.lastAt
  }

  #add(member: Member): void {
    this.members.set(member.id, member)
    append(this.#named, member.name, member)
    for (const ref of member.refs) append(this.#answering, ref, member)
  }
}

// Answers that came before it hang under it now, unless something nearer is there, or it answers them itself.
function adopt({ id, key, refNames }: Newcomer, child: Member): void {
  if (refNames.includes(child.name)) return
  const above = child.parentKey === undefined ? -1 : child.refs.indexOf(child.parentKey)
  if (child.refs.indexOf(key) <= above) return
  child.parentKey = key
  child.parentId = id
}

// The beginning came after its answers: « Re: Sortie » becomes « Sortie ».
function rename(thread: Thread, { subject, base }: Newcomer): void {
  thread.subject = subject
  thread.base = base
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

function older(a: Member, b: Member): number {
  return a.datedAt.getTime() - b.datedAt.getTime() || a.id - b.id
}

function firstNamed(a: Member, b: Member): number {
  return a.hash.length - b.hash.length || (a.hash < b.hash ? -1 : 1)
}

// Threads begun here have no number yet and come last, in order.
function livelier(a: Thread, b: Thread): number {
  return b.lastAt.getTime() - a.lastAt.getTime() || (a.id ?? Infinity) - (b.id ?? Infinity) || 0
}
