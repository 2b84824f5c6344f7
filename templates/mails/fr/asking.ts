/** Answers about a list, somebody's own copies and own messages. */
export const asking = {
  'about-list': {
    subject: 'La liste {list} en quelques mots',
    text: `{title}, une liste de {space}.

{description}

Qui peut y écrire : {posting}
Pour la rejoindre : {joining}
Qui peut lire les messages passés : {reading}

{size}

Écrire à la liste : {list}
Écrire à ses responsables : {owner}
Savoir tout ce que vous pouvez demander par mail : écrivez AIDE à {request}`,
  },
  members: {
    subject: 'Les membres de {list} : {count}',
    text: `Voici qui reçoit la liste {title} :

{members}

Ces adresses vous sont confiées pour la vie de la liste : merci de ne pas les transmettre.`,
  },
  'members-closed': {
    subject: 'Les membres de {list}',
    text: `Vous avez demandé qui est inscrit à {list}. Seuls ses responsables le savent : vous pouvez leur écrire à {owner}.`,
  },
  'own-copies': {
    subject: 'Ce que nous vous avons envoyé',
    text: `Voici ce que sont devenus les messages que nous avions à vous envoyer.

{copies}`,
  },
  verified: {
    subject: 'Ce que nous savons de votre adresse',
    text: `Nous avons bien reçu votre mail, de l’adresse {address}.

{sureness}`,
  },
  'how-to-confirm': {
    subject: 'Comment confirmer une demande',
    text: `Pour confirmer une demande, il n’y a pas de code à recopier : répondez simplement au mail dans lequel nous vous avons posé la question, depuis l’adresse où vous l’avez reçu.

Si vous ne le trouvez pas, refaites votre demande : nous vous écrirons de nouveau.`,
  },
  'which-own-post': {
    subject: 'Quel message voulez-vous retirer ?',
    text: `Vous avez demandé à retirer un message que vous avez envoyé. Voici les vôtres :

{results}

Répondez à ce mail par le numéro de celui qui est à retirer. Sinon, ne faites rien : rien ne change.`,
  },
  'own-post-unclear': {
    subject: 'Quel message voulez-vous retirer ?',
    text: `Nous n’avons pas compris votre réponse. Rien n’a changé pour le moment.

Répondez par le numéro du message à retirer, ou ne faites rien.`,
  },
  'no-own-post': {
    subject: 'Nous ne trouvons pas votre message',
    text: `Vous avez demandé à retirer un message, et nous n’en trouvons pas qui soit de vous, envoyé depuis l’adresse {address}.

Si vous l’avez envoyé depuis une autre adresse, écrivez-nous depuis celle-là.`,
  },
  'taken-back': {
    subject: 'Votre message « {subject} »',
    text: `Vous avez demandé à retirer un message. Voici ce qui a pu être fait :

{outcome}`,
  },
} as const
