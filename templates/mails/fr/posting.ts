export const posting = {
  'confirm-post': {
    subject: 'Confirmez votre message « {subject} »',
    text: `Nous avons reçu un message à votre nom pour la liste {list} :

    {subject}

Rien ne prouve encore qu’il vient de vous. S’il est bien de vous, répondez simplement à ce mail, sans rien écrire de plus : il suivra aussitôt son chemin.

S’il n’est pas de vous, ne faites rien : il ne sera pas diffusé. Vous pouvez aussi répondre NON pour le jeter tout de suite.

Cette question reste valable 14 jours.`,
  },
  'confirm-post-cancelled': {
    subject: 'Votre message à {list} est annulé',
    text: `C’est noté : ce message n’a pas été diffusé sur {list}, et il ne le sera pas.`,
  },
  'post-refused': {
    subject: 'Votre message à {list} n’a pas pu être diffusé',
    text: `Votre message « {subject} » est bien arrivé, mais il n’a pas été diffusé sur {list} : {reason}

Pour en parler aux responsables de la liste, écrivez à {owner}.`,
  },
  'post-declined': {
    subject: 'Votre message à {list} n’a pas été retenu',
    text: `Les personnes qui modèrent la liste {list} n’ont pas retenu votre message « {subject} ».{note}

Pour leur en parler, écrivez à {owner}.`,
  },
  'late-answer': {
    subject: 'Vouliez-vous écrire à {list} ?',
    text: `Vous avez répondu à une question à laquelle il a déjà été répondu, ou qui est trop ancienne. Votre réponse n’a rien changé.

Vouliez-vous écrire à toute la liste {list} ? Si oui, répondez OUI à ce mail : votre message lui sera proposé. Sinon, ne faites rien.`,
  },
} as const

/** Why a message was not sent, after a colon. */
export const frReasons = {
  'policy-reject': 'seules certaines personnes y écrivent, et cette adresse n’en fait pas partie.',
  'from-is-a-list': 'l’adresse d’une liste ne peut pas être celle de l’auteur.',
  other: 'la liste ne l’accepte pas.',
}
