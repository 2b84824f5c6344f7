// What our robots can be asked, and the words for it: those of Sympa and Mailman, and what French people write.
import leven from 'leven'

export type Verb =
  | 'join'
  | 'leave'
  | 'set'
  | 'pause'
  | 'resume'
  | 'each'
  | 'without-files'
  | 'notices'
  | 'digest'
  | 'digest-plain'
  | 'titles'
  | 'without-own'
  | 'with-own'
  | 'hide'
  | 'show'
  | 'review'
  | 'which'
  | 'info'
  | 'lists'
  | 'index'
  | 'get'
  | 'last'
  | 'search'
  | 'invite'
  | 'help'
  | 'confirm'
  | 'verify'
  | 'echo'
  | 'add'
  | 'remove'
  | 'statistics'
  | 'remind'
  | 'accept'
  | 'refuse'
  | 'waiting'
  | 'stop-moderating'
  | 'moderate-again'
  | 'undo'
  | 'missing'
  | 'link'
  | 'move'
  | 'end'

// Plain words (plain.ts), separated by commas; a line begins with one of them.
const WORDS: Readonly<Record<Verb, string>> = {
  join: 'sub, subscribe, join, sign up, inscription, inscrire, m inscrire, s inscrire, inscrivez moi, abonnement, abonner, m abonner, s abonner, abonnez moi, rejoindre',
  leave:
    'sig, signoff, sign off, uns, unsub, unsubscribe, leave, opt out, stop, quitter, partir, desinscription, desinscrire, se desinscrire, me desinscrire, desinscrivez moi, desabonnement, desabonner, se desabonner, me desabonner, desabonnez moi, resilier',
  set: 'set, regler, reglage, reglages, option, options',
  pause: 'pause, suspendre, suspension, vacances, vacation, postpone, nomail, no mail, sans mail',
  resume: 'reprendre, reprise, restart, je suis de retour, de retour',
  each: 'mail, normal, each, eachmail, each message, every message, nodigest, html, chaque message, chaque mail, tous les messages, tous les mails, message par message, un par un, un mail par message, avec pieces jointes, avec les pieces jointes, avec piece jointe, avec les fichiers, with attachments',
  'without-files':
    'urlize, txt, sans pieces jointes, sans piece jointe, sans les pieces jointes, sans fichiers, sans les fichiers, sans fichier joint, sans fichiers joints, sans photos, sans les photos, pas de pieces jointes, pas de piece jointe, pas les pieces jointes, without attachments, no attachments',
  notices:
    'notice, notices, avis, avis seulement, un avis seulement, seulement un avis, juste un avis, seulement les avis',
  digest:
    'digest, daily digest, one mail a day, once a day, recueil, recueil quotidien, resume, resume quotidien, resume du jour, resume groupe, un mail par jour, un seul mail par jour, un courriel par jour, un seul courriel par jour, un message par jour, un seul message par jour, un resume par jour, un recueil par jour, un envoi par jour, un seul envoi par jour, une fois par jour, une seule fois par jour, messages groupes, mails groupes',
  'digest-plain':
    'digestplain, digest plain, plain digest, recueil texte, recueil en texte, recueil texte seul, resume texte, recueil simple, un mail par jour en texte',
  titles:
    'summary, titles, titles only, only titles, titres, les titres, titres seulement, titres seuls, les titres seulement, seulement les titres, uniquement les titres, juste les titres, rien que les titres, liste des titres, la liste des titres, les sujets, seulement les sujets, les titres du jour',
  'without-own': 'not me, norepro, sans mes messages, pas mes messages',
  'with-own': 'repro, avec mes messages, mes messages',
  hide: 'conceal, masquer, invisible',
  show: 'noconceal, visible',
  review: 'rev, review, who, membres, abonnes, inscrits, liste des membres, liste des abonnes',
  which: 'whi, which, status, statut, mes listes, mes abonnements, mes inscriptions',
  info: 'inf, info, infos, information, informations, presentation',
  lists: 'lis, list, lists, listes, les listes, liste des listes',
  index: 'ind, index, sommaire, archives',
  get: 'get, obtenir, lire',
  last: 'las, last, dernier, derniers, dernier message, derniers messages, le dernier message, les derniers messages',
  search: 'search, find, chercher, cherche, recherche, rechercher, trouver',
  invite: 'inv, invite, inviter, invitation',
  help: 'hel, help, sos, aide, a l aide, mode d emploi, commandes, commands, ?',
  confirm: 'con, confirm, confirmer, auth',
  verify: 'ver, verify, verifier',
  echo: 'echo',
  add: 'add, ajouter, ajout',
  remove: 'del, delete, remove, supprimer, retirer, enlever, effacer',
  statistics: 'sta, stats, statistics, statistiques, statistique, chiffres',
  remind: 'rem, remind, rappeler, rappel',
  accept: 'dis, distribute, accept, approve, accepter, diffuser, publier',
  refuse: 'rej, reject, refuser, rejeter',
  waiting: 'mod, modindex, modind, en attente, attente, messages en attente',
  'stop-moderating':
    'pause moderation, pause de moderation, pause de la moderation, suspendre la moderation, suspendre ma moderation, suspend moderation',
  'moderate-again':
    'reprendre moderation, reprendre la moderation, reprendre ma moderation, reprise de la moderation, resume moderation',
  undo: 'annuler, annule, undo, cancel',
  missing:
    'je n ai pas recu, je n ai rien recu, pas recu, i did not receive, i didn t receive, i have not received',
  link: 'link, relier, mon autre adresse, autre adresse, mon ancienne adresse, my other address',
  move: 'move, changer d adresse, nouvelle adresse, ma nouvelle adresse, my new address',
  end: 'qui, quit, end, fin',
}

/** Before a verb: nobody else is told of what it does. */
const QUIET = new Set(['quiet', 'discretement'])

const BY_WORDS = new Map(
  Object.entries(WORDS).flatMap(([verb, words]) =>
    words.split(', ').map((one) => [one, verb as Verb] as const),
  ),
)
const MOST_WORDS = Math.max(...[...BY_WORDS.keys()].map((one) => one.split(' ').length))
/** Words long enough that one slip of the finger leaves no doubt. */
const FORGIVEN = [...BY_WORDS.keys()].filter((one) => one.length >= 5 && !one.includes(' '))

/** The verb that these plain words begin with, and how many of them it is; the longest that fits. */
export function verbOf(
  words: readonly string[],
): { readonly verb: Verb; readonly words: number } | undefined {
  for (let count = Math.min(MOST_WORDS, words.length); count > 0; count--) {
    const verb = BY_WORDS.get(words.slice(0, count).join(' '))
    if (verb !== undefined) return { verb, words: count }
  }
  return undefined
}

/** The verb that a single plain word was meant for: one slip of the finger, two in a long word; none where two are as near. */
export function nearestVerb(word: string): Verb | undefined {
  if (word.length < 5) return undefined
  const slips = word.length < 8 ? 1 : 2
  const near = FORGIVEN.filter((one) => Math.abs(one.length - word.length) <= slips)
    .map((one) => ({ verb: BY_WORDS.get(one)!, distance: leven(one, word) }))
    .filter(({ distance }) => distance <= slips)
    .toSorted((a, b) => a.distance - b.distance)
  const [best, ...others] = near
  const rivals = others.filter(({ distance, verb }) => distance === best?.distance && verb !== best?.verb)
  return rivals.length === 0 ? best?.verb : undefined
}

export const isQuiet = (word: string): boolean => QUIET.has(word)
