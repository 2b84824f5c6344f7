// Every act of a member, a moderator and an owner, and the ways to it. Most volunteers never open the web: a row without a
// way by mail says why. Nothing reads this table at work: test/e2e/parity holds it to be true, and plays each by SMTP alone.

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
  'invite somebody': { who: 'member', mail: 'INVITER jean@… to LIST-request@, where the list lets members' },
  'accept an invitation': { who: 'member', mail: 'any answer to it but NON' },
  'link a second address': { who: 'member', mail: 'MON AUTRE ADRESSE jean@… to relais@, from the new one' },
  'change one’s address': { who: 'member', mail: 'NOUVELLE ADRESSE jean@… to LIST-request@ or relais@' },
  'refuse a linked address': { who: 'member', mail: 'CE N’EST PAS MOI in answer to the news' },
  'add people': { who: 'owner', mail: 'AJOUTER and addresses to LIST-request@, then OUI' },
  'take people off': { who: 'owner', mail: 'RETIRER and addresses to LIST-request@, then OUI' },
  'invite people': { who: 'owner', mail: 'INVITER and addresses to LIST-request@' },
  'undo an act on many': { who: 'owner', mail: 'ANNULER in answer to what was done, or to LIST-request@' },
  'remind every member': { who: 'owner', mail: 'RAPPELER to LIST-request@, then OUI' },
  'see a list in figures': { who: 'owner', mail: 'STATISTIQUES to LIST-request@' },
  search: {
    who: 'member',
    mail: 'CHERCHER and words to LIST-request@, or to relais@ for all lists',
    web: '/search',
  },
  'search, the next results': { who: 'member', mail: 'SUITE in answer to what was found', web: '/search' },
  'read a message found': {
    who: 'member',
    mail: '3, 5 in answer to what was found',
    web: '/lists/LIST/messages/HASH',
  },
  'see which messages there are': {
    who: 'member',
    mail: 'SOMMAIRE, or SOMMAIRE novembre 2025, to LIST-request@',
    web: '/lists/LIST/archive',
  },
  'read the last messages': {
    who: 'member',
    mail: 'DERNIERS 3 to LIST-request@',
    web: '/lists/LIST/archive',
  },
  'read a message by its name': { who: 'member', mail: 'GET <Message-ID> to LIST-request@ or relais@' },
  'take a month away': {
    who: 'member',
    mail: 'GET 2026-11 to LIST-request@',
    web: '/lists/LIST/archive/2026-11',
  },
  'see the members': { who: 'member', mail: 'MEMBRES to LIST-request@' },
  'know what a list is': { who: 'member', mail: 'INFO to LIST-request@', web: '/lists/LIST' },
  'ask after a message that did not come': {
    who: 'member',
    mail: '« je n’ai pas reçu » and words of its subject, to LIST-request@ or relais@',
  },
  'know how sure we are of who writes': { who: 'member', mail: 'VERIFY to LIST-request@ or relais@' },
  'take back a post that waits': { who: 'member', mail: 'ANNULER <Message-ID> to LIST-request@ or relais@' },
  'take back a post that has left': {
    who: 'member',
    mail: 'ANNULER to LIST-request@, in answer to one’s own message',
  },
  'accept a held message': { who: 'moderator', mail: 'OUI, or RAPIDE, in answer to the mail about it' },
  'refuse a held message': { who: 'moderator', mail: 'NON, and why, in answer to the mail about it' },
  'throw a held message away': { who: 'moderator', mail: 'SPAM in answer to the mail about it' },
  'take back a decision': { who: 'moderator', mail: 'ANNULER in answer to the mail about it' },
  'welcome somebody for good': {
    who: 'moderator',
    mail: 'TOUJOURS in answer to the mail about their message',
  },
  'block somebody': { who: 'moderator', mail: 'BLOQUER in answer to the mail about their message' },
  'see what waits': { who: 'moderator', mail: 'EN ATTENTE to LIST-request@ or relais@' },
  'decide several at once': { who: 'moderator', mail: '« 1 oui, 2 non » in answer to the round-up' },
  'let somebody join': { who: 'moderator', mail: 'OUI in answer to the mail about their request' },
  'turn somebody away': { who: 'moderator', mail: 'NON in answer to the mail about their request' },
  'name a deputy': { who: 'moderator', mail: 'PAUSE MODÉRATION jusqu’au 15 août, paul@… to LIST-request@' },
  'moderate again': { who: 'moderator', mail: 'REPRENDRE MODÉRATION to LIST-request@, then OUI' },
  'sign in': {
    who: 'member',
    mail: { webOnly: 'it opens the web; the link and the code it needs come by mail' },
    web: '/login',
  },
} as const satisfies Record<string, Act>

export type ActName = keyof typeof acts
