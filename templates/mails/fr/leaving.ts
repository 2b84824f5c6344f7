export const leaving = {
  'leave-confirm': {
    subject: 'Quitter la liste {list} ?',
    text: `On nous demande, à votre nom, de ne plus vous envoyer les messages de {list}.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus : vous n’en recevrez plus.

Si ce n’est pas vous, ne faites rien : rien ne change.`,
  },
  'leave-wish': {
    subject: 'Voulez-vous quitter la liste {list} ?',
    text: `Nous avons bien reçu votre message. Si nous l’avons bien compris, vous ne voulez plus recevoir les messages de {list}.

Si c’est cela, répondez OUI à ce mail : vous n’en recevrez plus. Sinon, répondez NON ou ne faites rien : rien ne change.

Pour parler à une personne, écrivez à {owner}.`,
  },
  left: {
    subject: 'Vous avez quitté {list}',
    text: `C’est fait : vous ne recevrez plus les messages de {list}. Un message déjà en chemin peut encore arriver.

Pour revenir un jour, écrivez à {subscribe}.`,
  },
  'not-on-list': {
    subject: 'Vous n’êtes pas sur la liste {list}',
    text: `Vous nous avez écrit à propos de {list}, mais l’adresse {address} n’y est pas inscrite.

Vous recevez peut-être ses messages à une autre adresse : écrivez-nous depuis celle-là. Sinon, les responsables peuvent vous aider : {owner}.`,
  },
} as const
