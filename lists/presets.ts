// Named policies: what nearly everyone uses. A preset of a list is one preset for each act.
import type { ListSettings } from './list-settings.ts'
import type { Act, PolicyRule } from './policy.ts'

const open: PolicyRule[] = [{ who: 'anyone', do: 'accept' }]
const subscribersOnly: PolicyRule[] = [{ who: 'subscriber', do: 'accept' }]
const ownersOnly: PolicyRule[] = [{ who: 'owner', do: 'accept' }]
const askedToOwners: PolicyRule[] = [{ who: 'anyone', do: 'hold' }]

/** Who may post, by the name used in `list set post=…`. */
export const postPresets = {
  discussion: [
    { who: 'subscriber', do: 'accept' },
    { who: 'moderator', do: 'accept' },
    { who: 'anyone', when: { evidenceBelow: 'spf-aligned' }, do: 'confirm' },
    { who: 'anyone', do: 'hold' },
  ],
  announce: [
    { who: 'moderator', do: 'accept' },
    { who: 'anyone', do: 'reject' },
  ],
  moderated: [
    { who: 'moderator', do: 'accept' },
    { who: 'anyone', do: 'hold' },
  ],
  private: [
    { who: 'subscriber', do: 'accept' },
    { who: 'moderator', do: 'accept' },
    { who: 'anyone', do: 'reject' },
  ],
  public: [
    { who: 'anyone', when: { evidenceBelow: 'spf-aligned' }, do: 'confirm' },
    { who: 'anyone', do: 'accept' },
  ],
  open,
  closed: [{ who: 'anyone', do: 'reject' }],
} satisfies Record<string, PolicyRule[]>

/** Who may read the archive, by the name used in `list set archive=…`. */
export const archivePresets = {
  public: open,
  private: [...subscribersOnly, { who: 'moderator', do: 'accept' }],
  owner: ownersOnly,
  closed: [{ who: 'anyone', do: 'reject' }],
} satisfies Record<string, PolicyRule[]>

/** Who may see who is on the list, by the name used in `list set members=…`. */
export const membersPresets = {
  owners: ownersOnly,
  subscribers: subscribersOnly,
} satisfies Record<string, PolicyRule[]>

/** Who may join, by the name used in `list set subscribe=…`. */
export const subscribePresets = {
  open,
  confirm: [{ who: 'anyone', do: 'confirm' }],
  moderated: askedToOwners,
  'confirm-moderated': [
    { who: 'anyone', when: { evidenceBelow: 'confirmed' }, do: 'confirm' },
    { who: 'anyone', do: 'hold' },
  ],
  closed: [{ who: 'anyone', do: 'reject' }],
} satisfies Record<string, PolicyRule[]>

/**
 * Who may leave by themselves, by the name used in `list set unsubscribe=…`. Wherever leaving is for owners to decide,
 * who asks to leave gets no more mail from that moment on; what waits for an owner is only their name among the members.
 */
export const unsubscribePresets = {
  open,
  confirm: [{ who: 'anyone', do: 'confirm' }],
  moderated: askedToOwners,
  closed: [{ who: 'anyone', do: 'reject' }],
} satisfies Record<string, PolicyRule[]>

/** Who may invite, by the name used in `list set invite=…`; `moderators`, that is owners too, where nothing is set. */
export const invitePresets = {
  members: [
    { who: 'subscriber', do: 'accept' },
    { who: 'moderator', do: 'accept' },
  ],
  moderators: [{ who: 'moderator', do: 'accept' }],
  owners: ownersOnly,
  closed: [{ who: 'anyone', do: 'reject' }],
} satisfies Record<string, PolicyRule[]>

interface ListPreset {
  readonly settings: Partial<ListSettings>
  readonly policies: Record<
    Extract<Act, 'post' | 'subscribe' | 'unsubscribe' | 'archive' | 'members'>,
    PolicyRule[]
  >
}

export type PresetName = 'discussion' | 'announce' | 'moderated' | 'private' | 'public'

/** What a new list starts from. */
export const allPresets: Readonly<Record<PresetName, ListPreset>> = {
  discussion: {
    settings: {},
    policies: {
      post: postPresets.discussion,
      subscribe: subscribePresets.open,
      unsubscribe: open,
      archive: archivePresets.private,
      members: ownersOnly,
    },
  },
  announce: {
    settings: { replyTo: 'owner', directory: 'shown' },
    policies: {
      post: postPresets.announce,
      subscribe: subscribePresets.open,
      unsubscribe: open,
      archive: archivePresets.public,
      members: ownersOnly,
    },
  },
  moderated: {
    settings: {},
    policies: {
      post: postPresets.moderated,
      subscribe: subscribePresets.open,
      unsubscribe: open,
      archive: archivePresets.private,
      members: ownersOnly,
    },
  },
  private: {
    settings: {},
    policies: {
      post: postPresets.private,
      subscribe: subscribePresets.moderated,
      unsubscribe: open,
      archive: archivePresets.private,
      members: subscribersOnly,
    },
  },
  public: {
    settings: { directory: 'shown' },
    policies: {
      post: postPresets.public,
      subscribe: subscribePresets.open,
      unsubscribe: open,
      archive: archivePresets.public,
      members: ownersOnly,
    },
  },
}
