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
  'without-own': 'Vous ne recevez pas de copie de vos propres messages',
  'with-own': 'Vous recevez aussi une copie de vos propres messages',
  hide: 'Les autres membres ne vous voient pas parmi les membres',
  show: 'Les autres membres vous voient parmi les membres',
}

/** What undoes each. */
export const frWays = {
  pause: 'REPRENDRE',
  resume: 'PAUSE',
  'without-own': 'AVEC MES MESSAGES',
  'with-own': 'SANS MES MESSAGES',
  hide: 'VISIBLE',
  show: 'MASQUER',
}
