// What the pages ask of the rooms to their left, as `bin/` hands it over: the domain decides every right,
// the pages only show what they are given.

import type { Asked, Facets, Found, Timeline } from '#search/engine.ts'
import type { Query } from '#search/query/tree.ts'

/** Who is looking; undefined stands for a stranger. */
export interface Viewer {
  readonly personId: number
  readonly name: string
  readonly administrator: boolean
}

export type Language = 'fr' | 'en'

export interface ListSummary {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly description: string
  /** Its archive is open to strangers. */
  readonly public: boolean
  /** The viewer may read its archive. */
  readonly mayRead: boolean
  /** Absent where the viewer may not know. */
  readonly subscribers?: number | undefined
}

export interface SpaceView {
  readonly slug: string
  readonly name: string
  readonly description: string
  readonly kind: 'association' | 'collective'
  readonly timeZone: string
  /** Only those that the viewer may know of. */
  readonly lists: readonly ListSummary[]
}

/** Who may post: the name of the preset, `other` for rules of the list's own (sentences `policy.post.NAME`). */
export type PostPolicy =
  | 'discussion'
  | 'announce'
  | 'moderated'
  | 'private'
  | 'public'
  | 'open'
  | 'closed'
  | 'other'

/** Who may join, likewise. */
export type JoinPolicy = 'open' | 'confirm' | 'moderated' | 'private' | 'closed' | 'other'

export interface ListView {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly description: string
  readonly space: { readonly slug: string; readonly name: string }
  readonly timeZone: string
  readonly mayRead: boolean
  readonly isPublic: boolean
  /** The viewer is in its audience. */
  readonly member: boolean
}

/** What only the list's own page says of it. */
export interface ListGuide {
  readonly subscribers: number
  readonly postPolicy: PostPolicy
  /** When absent, joining is said to be possible. */
  readonly joinPolicy?: JoinPolicy | undefined
}

/** The list's address today, when it was asked for under a former one. */
export interface Moved {
  readonly movedTo: string
}

/** A mailed link, or the code of the same mail typed beside the address. */
export type LoginProof = { readonly token: string } | { readonly address: string; readonly code: string }

export interface Logins {
  /** Mails a link and a code if the address is known; answers the same, and as fast, if it is not. */
  request(address: string, options: { language: Language; returnTo?: string | undefined }): Promise<void>
  /** Whom the proof would sign in; changes nothing. */
  peek(proof: LoginProof): Promise<{ name: string; address: string } | undefined>
  /** Uses the proof up; undefined when it is unknown, used or expired. */
  consume(proof: LoginProof): Promise<{ personId: number; returnTo?: string | undefined } | undefined>
}

export interface Leaving {
  readonly list: { readonly address: string; readonly title: string }
  /** The subscriber's address, its local part hidden. */
  readonly address: string
  /** Once done: the mail has stopped, and their name stays until the list's owners take it off. */
  readonly staysNamed?: boolean
}

export interface MyList {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly space: { readonly slug: string; readonly name: string }
  readonly mode: 'each' | 'without-files' | 'digest' | 'digest-plain' | 'titles' | 'notices' | 'none'
  readonly paused: boolean
}

/** A list whose archive the viewer may read. */
export interface ReadableList {
  readonly id: number
  readonly address: string
  readonly title: string
  readonly isPublic: boolean
  readonly mayRead: true
  /** The viewer is in its audience. */
  readonly member: boolean
  readonly space: { readonly slug: string; readonly name: string }
}

/** What is searched, and where. */
export interface Searched {
  readonly query: Query
  /** Of those that the viewer may read; others count for nothing. */
  readonly lists: readonly ReadableList[]
}

/** Search with the rights that one viewer has now. Any question may end in a SearchAway. */
export interface SearchDesk {
  /** By title. */
  readonly lists: readonly ReadableList[]
  /** By its address of today or a former one. */
  listAt(address: string): ReadableList | undefined
  /** In extracts, found words stand between U+0002 and U+0003. */
  find(what: Searched, page: Pick<Asked, 'sort' | 'limit' | 'offset' | 'count' | 'extracts'>): Promise<Found>
  facets(what: Searched): Promise<Facets>
  timeline(what: Searched): Promise<Timeline>
}

/** What `lists/` and `search/` answer. Every method asks rights for the viewer it is given. */
export interface Site {
  viewer(personId: number): Promise<Viewer | undefined>
  spaces(viewer: Viewer | undefined): Promise<SpaceView[]>
  space(viewer: Viewer | undefined, slug: string): Promise<SpaceView | undefined>
  /** Undefined for unknown lists and for those that the viewer may not know of. */
  list(viewer: Viewer | undefined, address: string): Promise<ListView | Moved | undefined>
  /** More of a list that the viewer may know of. */
  guide(listId: number): Promise<ListGuide>
  /** Where a path of former times leads today (table old_urls). */
  movedPath(path: string): Promise<string | undefined>
  readonly login: Logins
  readonly unsubscribe: {
    describe(token: string): Promise<Leaving | undefined>
    /** Leaving twice is leaving once. */
    leave(token: string): Promise<Leaving | undefined>
  }
  leaveList(personId: number, listId: number): Promise<void>
  myLists(personId: number): Promise<MyList[]>
  searchDesk(viewer: Viewer | undefined): Promise<SearchDesk>
  /** Name and version, for what is carried away. */
  readonly software: string
}
