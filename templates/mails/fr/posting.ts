export const posting = {
  'confirm-post': {
    subject: 'Confirmez votre message « {subject} »',
    text: `Un message à votre nom vient d’arriver pour la liste {list} :

    {subject}

Avant de l’envoyer, nous voulons être sûrs qu’il est bien de vous.

S’il est de vous, répondez OUI à ce mail : il suivra aussitôt son chemin.

S’il n’est pas de vous, répondez NON, ou ne faites rien : il ne partira pas.

Nous le gardons 14 jours en attendant votre réponse.`,
  },
  'confirm-post-cancelled': {
    subject: 'Votre message à {list} est annulé',
    text: `C’est noté : ce message n’a pas été envoyé à la liste {list}, et il ne le sera pas. Vous n’avez rien d’autre à faire.`,
  },
  'post-refused': {
    subject: 'Votre message à {list} n’a pas pu être diffusé',
    text: `Votre message « {subject} » nous est bien arrivé, mais il n’a pas été envoyé à la liste {list} : {reason}

Pour en parler aux responsables de la liste, écrivez à {owner}.`,
  },
  'post-declined': {
    subject: 'Votre message à {list} n’a pas été retenu',
    text: `Les personnes qui modèrent la liste {list} n’ont pas retenu votre message « {subject} ». Il n’a pas été envoyé.

    {note}

Pour leur en parler, écrivez à {owner}.`,
  },
  'late-answer': {
    subject: 'Vouliez-vous écrire à {list} ?',
    text: `Vous avez répondu à une question qui a déjà reçu une réponse, ou qui est trop ancienne. Votre réponse n’a rien changé.

Vouliez-vous écrire à toute la liste {list} ? Si oui, répondez OUI à ce mail : nous lui proposerons votre message. Sinon, ne faites rien.`,
  },
} as const

/** Why a message was not sent, after a colon. */
export const frReasons = {
  'policy-reject': 'seules certaines personnes peuvent y écrire, et votre adresse n’en fait pas partie.',
  'from-is-a-list': 'il est écrit au nom d’une liste, et non d’une personne.',
  other: 'la liste ne l’accepte pas.',
}
