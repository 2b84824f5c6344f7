export const help = {
  help: {
    subject: 'Comment utiliser la liste {list}',
    text: `Voici comment utiliser la liste {title} par mail :

Écrire à tout le monde : {list}
Ne plus recevoir ses messages : {unsubscribe}
Rejoindre la liste : {subscribe}
Écrire aux responsables : {owner}
Revoir cette aide : {request}

Pour quitter la liste, la rejoindre ou revoir cette aide, un mail vide suffit. Vous pouvez aussi écrire QUITTER ou AIDE à {request}.

Pour ne rien recevoir pendant un temps, écrivez-y PAUSE, ou par exemple PAUSE 2 semaines, ou PAUSE jusqu’au 15 août ; pour recevoir de nouveau, REPRENDRE.

Les messages passés se lisent ici : {archive}`,
  },
  'not-understood': {
    subject: 'Nous n’avons pas compris votre demande',
    text: `Vous avez écrit à {request}, l’adresse qui prend les demandes pour la liste {title}, et nous n’avons pas compris ce que vous souhaitez.

Répondez à ce mail avec un seul de ces numéros :

1 pour ne plus recevoir les messages de la liste
2 pour les recevoir
3 pour savoir comment tout cela marche
4 pour ne rien recevoir pendant un temps

Pour parler à une personne, écrivez à {owner}.`,
  },
  'yes-or-no': {
    subject: '{list} : oui ou non ?',
    text: `Nous n’avons pas compris votre réponse à propos de la liste {list}. Rien n’a changé pour le moment.

Répondez à ce mail par un seul mot, OUI ou NON.

Pour parler à une personne, écrivez à {owner}.`,
  },
} as const
