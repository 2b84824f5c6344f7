export const receiving = {
  'receiving-confirm': {
    subject: 'Changer ce que vous recevez de la liste {title} ?',
    text: `Nous avons reçu une demande, à votre nom, pour la liste {title} ({list}) :

{change}.

Si elle vient de vous, répondez OUI à ce mail. Sinon, ne faites rien : rien ne changera.`,
  },
  'receiving-changed': {
    subject: 'C’est noté pour la liste {title}',
    text: `C’est fait, pour la liste {title} ({list}) :

{change}.

Pour changer d’avis, répondez à ce mail par {back}.`,
  },
} as const

/** What changes of how somebody receives a list, after a colon. */
export const frChanges = {
  'pause-until': 'Vous ne recevez pas ses messages jusqu’au {until} compris, puis ils reviennent d’eux-mêmes',
  pause: 'Vous ne recevez plus ses messages, jusqu’à ce que vous les redemandiez',
  resume: 'Vous recevez de nouveau ses messages',
  each: 'Vous recevez chaque message, en entier, au moment où il est envoyé',
  'without-files':
    'Vous recevez chaque message sans ses pièces jointes ; à leur place, un lien permet de les ouvrir',
  notices:
    'Vous recevez, pour chaque message, un simple avis avec son auteur, son titre et un lien pour le lire',
  digest:
    'Vous recevez un seul mail par jour, vers {hour} h, avec tous les messages ; les jours sans message, vous ne recevez rien',
  'digest-plain':
    'Vous recevez un seul mail par jour, vers {hour} h, avec le texte de tous les messages ; les jours sans message, vous ne recevez rien',
  titles:
    'Vous recevez un seul mail par jour, vers {hour} h, avec les titres des messages et des liens pour les lire ; les jours sans message, vous ne recevez rien',
  'without-own': 'Vous ne recevez pas de copie de vos propres messages',
  'with-own': 'Vous recevez aussi une copie de vos propres messages',
  hide: 'Les autres membres ne vous voient pas parmi les membres',
  show: 'Les autres membres vous voient parmi les membres',
}

/** What undoes each. */
export const frWays = {
  pause: 'REPRENDRE',
  resume: 'PAUSE',
  each: 'UN MAIL PAR JOUR, SANS PIÈCES JOINTES ou TITRES',
  'without-files': 'AVEC PIÈCES JOINTES',
  notices: 'CHAQUE MESSAGE',
  digest: 'CHAQUE MESSAGE',
  'digest-plain': 'CHAQUE MESSAGE',
  titles: 'CHAQUE MESSAGE',
  'without-own': 'AVEC MES MESSAGES',
  'with-own': 'SANS MES MESSAGES',
  hide: 'VISIBLE',
  show: 'MASQUER',
}
