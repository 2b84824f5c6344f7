export const help = {
  help: {
    subject: 'Comment utiliser la liste {title}',
    text: `Voici comment utiliser la liste {title} par mail :

Écrire à tout le monde : {list}
Parler aux responsables : {owner}
Rejoindre la liste : envoyez un mail, même vide, à {subscribe}
Quitter la liste : envoyez un mail, même vide, à {unsubscribe}
Lire les messages passés : {archive}

Vous pouvez aussi envoyer un de ces mots, seul, à {request} :

PAUSE : ne rien recevoir pendant un temps (ou PAUSE 2 semaines, PAUSE jusqu’au 15 août)
REPRENDRE : recevoir de nouveau ses messages
UN MAIL PAR JOUR : recevoir les messages réunis, une fois par jour
TITRES : n’en recevoir que les titres, une fois par jour
SANS PIÈCES JOINTES : recevoir des messages plus légers
CHAQUE MESSAGE : les recevoir de nouveau un par un, en entier

CHERCHER et quelques mots : trouver des messages passés
SOMMAIRE : voir les derniers messages
JE N’AI PAS REÇU et un sujet : savoir où est passé un message
ANNULER : retirer un message que vous avez envoyé
MES LISTES : savoir quelles listes vous recevez
AIDE : recevoir ce mail`,
  },
  'not-understood': {
    subject: 'Nous n’avons pas compris votre demande',
    text: `Vous avez écrit à {request}. C’est un programme qui lit cette adresse, pour la liste {title}, et il n’a pas compris ce que vous souhaitez.

Répondez à ce mail par un seul de ces numéros :

1 pour ne plus recevoir les messages de la liste
2 pour les recevoir
3 pour savoir comment utiliser la liste
4 pour ne rien recevoir pendant un temps

Pour parler à une personne, écrivez à {owner}.`,
  },
  'several-answers': {
    subject: 'Vos {count} demandes pour la liste {title}',
    text: `Voici nos réponses à vos {count} demandes pour la liste {title} ({list}).`,
  },
  'request-confirm': {
    subject: 'Est-ce bien vous qui demandez cela ?',
    text: `Nous avons reçu, à votre nom, ces demandes :

{lists}

Si elles sont bien de vous, répondez à ce mail, sans rien écrire de plus : nous ferons le nécessaire.

Si elles ne sont pas de vous, ne faites rien : rien ne change.`,
  },
  'yes-or-no': {
    subject: 'La liste {title} : oui ou non ?',
    text: `Nous n’avons pas compris votre réponse à propos de la liste {title} ({list}). Rien n’a changé pour le moment.

Répondez à ce mail par un seul mot : OUI ou NON.

Pour parler à une personne, écrivez à {owner}.`,
  },
} as const
