export const receiving = {
  'receiving-confirm': {
    subject: 'Changer ce que vous recevez de {list} ?',
    text: `On nous demande, à votre nom, un changement pour la liste {list} :

{change}.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus. Si ce n’est pas vous, ne faites rien : rien ne change.`,
  },
  'receiving-changed': {
    subject: 'C’est noté pour {list}',
    text: `C’est fait, pour la liste {title} :

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
