// What Relais writes by mail, in French. {names} are filled in; a sentence alone on its line, wrapped by the reader's program.
export const fr = {
  'confirm-post': {
    subject: 'Confirmez votre message « {subject} »',
    text: `Bonjour,

Nous avons reçu un message à votre nom pour la liste {list} :

    {subject}

Rien ne prouve encore qu’il vient de vous. S’il est bien de vous, répondez simplement à ce mail, sans rien écrire de plus : il suivra aussitôt son chemin.

S’il n’est pas de vous, ne faites rien : il ne sera pas diffusé. Vous pouvez aussi répondre NON pour le jeter tout de suite.

Cette question reste valable 14 jours.

Relais, pour {title}
`,
  },
  'confirm-post-cancelled': {
    subject: 'Votre message à {list} est annulé',
    text: `Bonjour,

C’est noté : ce message n’a pas été diffusé sur {list}, et il ne le sera pas.

Relais, pour {title}
`,
  },
  'post-refused': {
    subject: 'Votre message à {list} n’a pas pu être diffusé',
    text: `Bonjour,

Votre message « {subject} » est bien arrivé, mais il n’a pas été diffusé sur {list} : {reason}

Pour en parler aux responsables de la liste, écrivez à {owner}.

Relais, pour {title}
`,
  },
  'post-declined': {
    subject: 'Votre message à {list} n’a pas été retenu',
    text: `Bonjour,

Les personnes qui modèrent la liste {list} n’ont pas retenu votre message « {subject} ».{note}

Pour leur en parler, écrivez à {owner}.

Relais, pour {title}
`,
  },
  'leave-confirm': {
    subject: 'Quitter la liste {list} ?',
    text: `Bonjour,

On nous demande, à votre nom, de ne plus vous envoyer les messages de {list}.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus : vous n’en recevrez plus.

Si ce n’est pas vous, ne faites rien : rien ne change.

Relais, pour {title}
`,
  },
  left: {
    subject: 'Vous avez quitté {list}',
    text: `Bonjour,

C’est fait : vous ne recevrez plus les messages de {list}. Un message déjà en chemin peut encore arriver.

Pour revenir un jour, écrivez à {subscribe}.

Relais, pour {title}
`,
  },
  'not-on-list': {
    subject: 'Vous n’êtes pas sur la liste {list}',
    text: `Bonjour,

Vous nous avez écrit à propos de {list}, mais l’adresse {address} n’y est pas inscrite.

Vous recevez peut-être ses messages à une autre adresse : écrivez-nous depuis celle-là. Sinon, les responsables peuvent vous aider : {owner}.

Relais, pour {title}
`,
  },
  'join-confirm': {
    subject: 'Rejoindre la liste {list} ?',
    text: `Bonjour,

On nous demande, à votre nom, de vous inscrire à {list}.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus : vous recevrez les messages de la liste.

Si ce n’est pas vous, ne faites rien : vous ne recevrez rien d’autre de nous.

Relais, pour {title}
`,
  },
  joined: {
    subject: 'Bienvenue sur {list}',
    text: `Bonjour,

Vous êtes maintenant sur la liste {title}.

Pour écrire à tout le monde : {list}
Pour ne rien recevoir pendant un temps, écrivez PAUSE à {request}
Pour ne plus recevoir ses messages : {unsubscribe}
Pour écrire aux responsables : {owner}

Relais, pour {title}
`,
  },
  'already-on-list': {
    subject: 'Vous êtes déjà sur {list}',
    text: `Bonjour,

Vous avez demandé à rejoindre {list} : vous y êtes déjà, à l’adresse {address}. Il n’y a rien à faire.

Pour écrire à tout le monde : {list}
Pour ne plus recevoir ses messages : {unsubscribe}

Relais, pour {title}
`,
  },
  'join-closed': {
    subject: 'La liste {list} n’accepte pas d’inscription par mail',
    text: `Bonjour,

Vous avez demandé à rejoindre {list}. Ce sont ses responsables qui y inscrivent les personnes : écrivez-leur à {owner}.

Relais, pour {title}
`,
  },
  'join-asked': {
    subject: 'Votre demande pour {list} est transmise',
    text: `Bonjour,

Vous avez demandé à rejoindre {list}. Ses responsables ont reçu votre demande et vous répondront.

Pour leur écrire : {owner}

Relais, pour {title}
`,
  },
  'join-request': {
    subject: '{address} demande à rejoindre {list}',
    text: `Bonjour,

{name} ({address}) demande à rejoindre la liste {title}.

Pour lui répondre, répondez à ce mail. Pour inscrire cette adresse, transmettez la demande à l’administrateur de la plateforme.

Relais, pour {title}
`,
  },
  help: {
    subject: 'Comment utiliser la liste {list}',
    text: `Bonjour,

Voici comment utiliser la liste {title} par mail :

Écrire à tout le monde : {list}
Ne plus recevoir ses messages : {unsubscribe}
Rejoindre la liste : {subscribe}
Écrire aux responsables : {owner}
Revoir cette aide : {request}

Pour quitter la liste, la rejoindre ou revoir cette aide, un mail vide suffit. Vous pouvez aussi écrire QUITTER ou AIDE à {request}.

Pour ne rien recevoir pendant un temps, écrivez-y PAUSE, ou par exemple PAUSE 2 semaines, ou PAUSE jusqu’au 15 août ; pour recevoir de nouveau, REPRENDRE.

Les messages passés se lisent ici : {archive}

Relais, pour {title}
`,
  },
  'not-understood': {
    subject: 'Nous n’avons pas compris votre demande',
    text: `Bonjour,

Vous avez écrit à {request}, l’adresse qui prend les demandes pour la liste {title}, et nous n’avons pas compris ce que vous souhaitez.

Répondez à ce mail avec un seul de ces numéros :

1 pour ne plus recevoir les messages de la liste
2 pour les recevoir
3 pour savoir comment tout cela marche
4 pour ne rien recevoir pendant un temps

Pour parler à une personne, écrivez à {owner}.

Relais, pour {title}
`,
  },
  'leave-wish': {
    subject: 'Voulez-vous quitter la liste {list} ?',
    text: `Bonjour,

Nous avons bien reçu votre message. Si nous l’avons bien compris, vous ne voulez plus recevoir les messages de {list}.

Si c’est cela, répondez OUI à ce mail : vous n’en recevrez plus. Sinon, répondez NON ou ne faites rien : rien ne change.

Pour parler à une personne, écrivez à {owner}.

Relais, pour {title}
`,
  },
  'yes-or-no': {
    subject: '{list} : oui ou non ?',
    text: `Bonjour,

Nous n’avons pas compris votre réponse à propos de la liste {list}. Rien n’a changé pour le moment.

Répondez à ce mail par un seul mot, OUI ou NON.

Pour parler à une personne, écrivez à {owner}.

Relais, pour {title}
`,
  },
  'receiving-confirm': {
    subject: 'Changer ce que vous recevez de {list} ?',
    text: `Bonjour,

On nous demande, à votre nom, un changement pour la liste {list} :

{change}.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus. Si ce n’est pas vous, ne faites rien : rien ne change.

Relais, pour {title}
`,
  },
  'receiving-changed': {
    subject: 'C’est noté pour {list}',
    text: `Bonjour,

C’est fait, pour la liste {title} :

{change}.

Pour changer d’avis, répondez à ce mail par {back}.

Relais, pour {title}
`,
  },
  'late-answer': {
    subject: 'Vouliez-vous écrire à {list} ?',
    text: `Bonjour,

Vous avez répondu à une question à laquelle il a déjà été répondu, ou qui est trop ancienne. Votre réponse n’a rien changé.

Vouliez-vous écrire à toute la liste {list} ? Si oui, répondez OUI à ce mail : votre message lui sera proposé. Sinon, ne faites rien.

Relais, pour {title}
`,
  },
  'your-lists': {
    subject: 'Vos listes sur {platform}',
    text: `Bonjour,

Voici les listes dont vous recevez les messages à l’adresse {address} :

{lists}

Pour ne plus recevoir l’une d’elles, répondez à ce mail par QUITTER suivi de son adresse.

Relais, pour {platform}
`,
  },
  'no-lists': {
    subject: 'Vos listes sur {platform}',
    text: `Bonjour,

À l’adresse {address}, vous ne recevez les messages d’aucune liste. Vous en recevez peut-être à une autre adresse : écrivez-nous depuis celle-là.

Pour savoir quelles listes existent, répondez LISTES à ce mail. Pour parler à une personne, écrivez à postmaster@{domain}.

Relais, pour {platform}
`,
  },
  'all-lists': {
    subject: 'Les listes de {platform}',
    text: `Bonjour,

Voici les listes que vous pouvez rejoindre ou consulter :

{lists}

Pour recevoir les messages de l’une d’elles, répondez à ce mail par REJOINDRE suivi de son adresse.

Relais, pour {platform}
`,
  },
  'no-such-list': {
    subject: 'Quelle liste souhaitez-vous rejoindre ?',
    text: `Bonjour,

Vous avez demandé à rejoindre « {name} », et nous ne trouvons pas de liste de ce nom.

Pour savoir quelles listes existent, répondez LISTES à ce mail. Pour parler à une personne, écrivez à postmaster@{domain}.

Relais, pour {platform}
`,
  },
  'platform-help': {
    subject: 'Comment utiliser {platform}',
    text: `Bonjour,

Cette adresse est celle d’un programme, {platform}. Pour une liste de diffusion, par exemple bureau@{domain} :

Savoir comment elle marche : bureau-request@{domain}
Ne plus recevoir ses messages : bureau-unsubscribe@{domain}
Écrire à ses responsables : bureau-owner@{domain}

Les listes que vous pouvez consulter sont ici : {home}

Pour parler à une personne, écrivez à postmaster@{domain}.

Relais, pour {platform}
`,
  },
  login: {
    subject: 'Votre connexion à {platform} : {code}',
    text: `Bonjour,

Pour vous connecter à {platform}, ouvrez ce lien :

{link}

ou recopiez ce code sur la page de connexion : {code}

Le lien et le code servent une seule fois, pendant une heure. Si vous n’avez rien demandé, ne faites rien : personne ne peut se connecter sans ce mail.

Relais, pour {platform}
`,
  },
} as const

export type MailName = keyof typeof fr
export type MailSentences = {
  readonly [name in MailName]: { readonly subject: string; readonly text: string }
}

/** Why a message was not sent, after a colon. */
export const frReasons = {
  'policy-reject': 'seules certaines personnes y écrivent, et cette adresse n’en fait pas partie.',
  'from-is-a-list': 'l’adresse d’une liste ne peut pas être celle de l’auteur.',
  other: 'la liste ne l’accepte pas.',
}

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
