// Every act of a member, a moderator and an owner, and the ways to it. Most volunteers never open the web: a row without a
// way by mail says why. test/e2e/parity plays each by SMTP alone.

export interface Act {
  readonly who: 'member' | 'moderator' | 'owner'
  /** What to write and where, for LIST@DOMAIN; or why it is done on the web only. */
  readonly mail: string | { readonly webOnly: string }
  /** The page; undefined where there is none yet. */
  readonly web?: string
}

/** To add an act: one row here, one play in test/e2e/parity. */
export const acts = {
  post: { who: 'member', mail: 'a mail to LIST@' },
  'confirm a post': { who: 'member', mail: 'an answer to the question' },
  'cancel a post in question': { who: 'member', mail: 'NON in answer to the question' },
  join: { who: 'member', mail: 'a mail to LIST-subscribe@, or REJOINDRE to LIST-request@' },
  leave: { who: 'member', mail: 'a mail to LIST-unsubscribe@, or QUITTER to LIST-request@', web: '/u/TOKEN' },
  'leave in one’s own words': { who: 'member', mail: '« je ne veux plus recevoir ces mails », then OUI' },
  pause: { who: 'member', mail: 'PAUSE, or PAUSE jusqu’au 15 août, to LIST-request@' },
  resume: { who: 'member', mail: 'REPRENDRE to LIST-request@' },
  'get each message': { who: 'member', mail: 'CHAQUE MESSAGE to LIST-request@' },
  'get messages without files': { who: 'member', mail: 'SANS PIÈCES JOINTES to LIST-request@' },
  'get notices': { who: 'member', mail: 'AVIS to LIST-request@' },
  'get one mail a day': { who: 'member', mail: 'UN MAIL PAR JOUR to LIST-request@' },
  'get one mail a day as text': { who: 'member', mail: 'RECUEIL TEXTE to LIST-request@' },
  'get titles': { who: 'member', mail: 'TITRES to LIST-request@' },
  'choose a way for all lists': { who: 'member', mail: 'SET * DIGEST to relais@' },
  'get no copy of own posts': { who: 'member', mail: 'SANS MES MESSAGES to LIST-request@' },
  'get a copy of own posts': { who: 'member', mail: 'AVEC MES MESSAGES to LIST-request@' },
  hide: { who: 'member', mail: 'MASQUER to LIST-request@' },
  show: { who: 'member', mail: 'VISIBLE to LIST-request@' },
  'see own lists': { who: 'member', mail: 'MES LISTES to relais@', web: '/me' },
  'see all lists': { who: 'member', mail: 'LISTES to relais@', web: '/' },
  'get help': { who: 'member', mail: 'an empty mail, or AIDE, to LIST-request@', web: '/lists/LIST' },
  'choose by number': { who: 'member', mail: '2 in answer to what was not understood' },
  'write to the owners': { who: 'member', mail: 'a mail to LIST-owner@' },
  'sign in': {
    who: 'member',
    mail: { webOnly: 'it opens the web; the link and the code it needs come by mail' },
    web: '/login',
  },
} as const satisfies Record<string, Act>

export type ActName = keyof typeof acts
