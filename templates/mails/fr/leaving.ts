export const leaving = {
  'leave-confirm': {
    subject: 'Quitter la liste {title} ?',
    text: `Nous avons reçu une demande, à votre nom, pour ne plus recevoir les messages de la liste {title} ({list}).

Si elle vient de vous, répondez OUI à ce mail : vous ne les recevrez plus.

Si elle ne vient pas de vous, ne faites rien : rien ne changera.`,
  },
  'leave-wish': {
    subject: 'Voulez-vous quitter la liste {title} ?',
    text: `Nous avons reçu votre message. Si nous l’avons bien compris, vous ne voulez plus recevoir les messages de la liste {title} ({list}).

Si c’est cela, répondez OUI à ce mail : vous ne les recevrez plus. Sinon, répondez NON ou ne faites rien : rien ne changera.

Pour parler à une personne, écrivez à {owner}.`,
  },
  left: {
    subject: 'Vous avez quitté la liste {title}',
    text: `C’est fait : vous ne recevrez plus les messages de la liste {title} ({list}). Un message déjà en route peut encore arriver.

Pour revenir un jour, envoyez un mail, même vide, à {subscribe}.`,
  },
  'not-on-list': {
    subject: 'Vous n’êtes pas sur la liste {title}',
    text: `Vous nous avez écrit à propos de la liste {title} ({list}), mais l’adresse {address} n’y est pas inscrite.

Vous recevez peut-être ses messages à une autre de vos adresses : écrivez-nous alors depuis celle-là. Sinon, ses responsables peuvent vous aider : {owner}`,
  },
} as const
