export const owners = {
  'act-asked': {
    subject: '{list} : cette demande vient-elle de vous ?',
    text: `On nous demande, à votre nom, pour la liste {title} :

{asked}

Rien ne prouve encore que cette demande vient de vous. Si elle est bien de vous, répondez OUI à ce mail : nous vous montrerons d’abord ce qui va changer, et rien ne changera avant votre accord.

Si elle n’est pas de vous, ne faites rien : rien ne change.`,
  },
  'add-preview': {
    subject: '{list} : inscrire ces personnes ?',
    text: `Vous demandez d’inscrire des personnes à la liste {title}. Voici ce qui va se passer.

{people}

Si c’est bien cela, répondez OUI à ce mail. Sinon, répondez NON ou ne faites rien : rien ne change.`,
  },
  'remove-preview': {
    subject: '{list} : retirer ces personnes ?',
    text: `Vous demandez de retirer des personnes de la liste {title}. Voici ce qui va se passer.

{people}

Si c’est bien cela, répondez OUI à ce mail. Sinon, répondez NON ou ne faites rien : rien ne change.`,
  },
  'invite-preview': {
    subject: '{list} : inviter ces personnes ?',
    text: `Vous demandez d’inviter des personnes à la liste {title}. Voici ce qui va se passer.

{people}

Chacune choisira de venir ou non. Si c’est bien cela, répondez OUI à ce mail. Sinon, répondez NON ou ne faites rien : aucune invitation ne part.`,
  },
  'remind-preview': {
    subject: '{list} : envoyer un rappel à tous les membres ?',
    text: `Vous demandez d’envoyer à chaque membre de la liste {title} un rappel : à quelle adresse il en reçoit les messages, et comment la quitter.

{people}

Un rappel envoyé ne se rattrape pas. Si c’est bien cela, répondez OUI à ce mail. Sinon, répondez NON ou ne faites rien : rien ne part.`,
  },
  'undo-preview': {
    subject: '{list} : annuler votre dernier changement ?',
    text: `Vous demandez d’annuler votre dernier changement sur la liste {title}. Voici ce qui va se passer.

{people}

Si c’est bien cela, répondez OUI à ce mail. Sinon, répondez NON ou ne faites rien : rien ne change.`,
  },
  'bulk-done': {
    subject: 'C’est fait pour {list}',
    text: `C’est fait, pour la liste {title}.

{people}

Pour tout remettre comme avant, répondez ANNULER à ce mail. C’est possible pendant 14 jours.`,
  },
  'remind-done': {
    subject: 'Le rappel de {list} est en route',
    text: `C’est fait, pour la liste {title}.

{people}`,
  },
  'undo-done': {
    subject: 'C’est annulé pour {list}',
    text: `Tout est remis comme avant, pour la liste {title}.

{people}`,
  },
  'bulk-nothing': {
    subject: '{list} : il n’y a rien à changer',
    text: `Nous avons bien reçu votre demande pour la liste {title}, et elle ne change rien.

{people}

Pour voir qui est sur la liste, écrivez MEMBRES à {request}.`,
  },
  'people-missing': {
    subject: '{list} : de quelles personnes s’agit-il ?',
    text: `Nous avons bien reçu votre demande pour la liste {title}, mais nous n’y avons pas trouvé d’adresse.

Répondez à ce mail par un de ces mots, puis une adresse par ligne, avec ou sans le nom :

AJOUTER pour inscrire
RETIRER pour retirer
INVITER pour proposer de venir

Par exemple :

AJOUTER
jean@asso.example Jean Dupont
marie@asso.example`,
  },
  'owners-only': {
    subject: '{list} : cette demande est réservée aux responsables',
    text: `Vous nous avez demandé quelque chose que seuls les responsables de la liste {title} peuvent faire, et l’adresse {address} n’est pas la leur. Rien n’a changé.

Si vous êtes responsable de cette liste, écrivez-nous depuis l’adresse que la liste connaît. Sinon, les responsables peuvent vous aider : {owner}.`,
  },
  'owners-help': {
    subject: 'Comment utiliser la liste {list}, dont vous êtes responsable',
    text: `Vous êtes responsable de la liste {title}. Écrivez à {request} un de ces mots :

AJOUTER jean@asso.example Jean Dupont
INVITER jean@asso.example
RETIRER jean@asso.example
RAPPELER : chaque membre reçoit l’adresse à laquelle il est inscrit
STATISTIQUES : la liste en chiffres
ANNULER : tout remettre comme avant votre dernier changement

Pour plusieurs personnes, une adresse par ligne sous le mot. Rien ne change sans que nous vous ayons montré ce qui va se passer. DISCRÈTEMENT AJOUTER n’écrit à personne d’autre.

Écrire à tout le monde : {list}
Ne rien recevoir pendant un temps : écrivez PAUSE à {request}
Quitter la liste : envoyez un mail, même vide, à {unsubscribe}
Lire les messages passés : {archive}`,
  },
  statistics: {
    subject: 'La liste {list} en chiffres',
    text: `Voici où en est la liste {title}.

{figures}

Pour voir qui est sur la liste, écrivez MEMBRES à {request}.`,
  },
  added: {
    subject: 'Vous êtes sur la liste {list}',
    text: `{by} vous a mis sur la liste {title} : ce que l’on écrit à cette liste arrive dans votre boîte, et ce que vous lui écrivez arrive à tous ses membres.

{description}

Pour écrire à tout le monde : {list}
Pour ne rien recevoir pendant un temps, écrivez PAUSE à {request}
Pour ne plus recevoir ses messages : {unsubscribe}
Pour écrire aux responsables : {owner}

Si vous n’avez rien à y faire, un mail vide à {unsubscribe} suffit : personne ne pourra vous y remettre sans vous.`,
  },
  removed: {
    subject: 'Vous n’êtes plus sur la liste {list}',
    text: `{by} vous a retiré de la liste {title} : vous n’en recevez plus les messages. Un message déjà en chemin peut encore arriver.

Si c’est une erreur, écrivez aux responsables : {owner}.`,
  },
  reminder: {
    subject: 'Vous êtes sur la liste {list}',
    text: `Un simple rappel : vous recevez les messages de la liste {title} à l’adresse {address}. Il n’y a rien à faire si tout vous convient.

Pour écrire à tout le monde : {list}
Pour ne rien recevoir pendant un temps, écrivez PAUSE à {request}
Pour ne plus recevoir ses messages : {unsubscribe}
Pour écrire aux responsables : {owner}`,
  },
} as const

/** What becomes of people: of one, of {n}. */
export const frPeople = {
  coming: ['Une personne va être inscrite :', '{n} personnes vont être inscrites :'],
  there: ['Une y est déjà, et rien ne change pour elle :', '{n} y sont déjà, et rien ne change pour elles :'],
  left: [
    'Une est partie d’elle-même : elle reste dehors, et reçoit une invitation à revenir :',
    '{n} sont parties d’elles-mêmes : elles restent dehors, et reçoivent une invitation à revenir :',
  ],
  ours: [
    'Une adresse est celle d’une liste, elle est laissée de côté :',
    '{n} adresses sont celles de listes, elles sont laissées de côté :',
  ],
  unread: ['Une adresse n’a pas pu être lue :', '{n} adresses n’ont pas pu être lues :'],
  'too-many': [
    'Une adresse est de trop pour un seul mail : envoyez-la ensuite.',
    '{n} adresses sont de trop pour un seul mail : envoyez-les ensuite, 500 par mail au plus.',
  ],
  going: ['Une personne va être retirée :', '{n} personnes vont être retirées :'],
  'not-there': ['Une n’y est pas :', '{n} n’y sont pas :'],
  brought: [
    'Une y est par son association, et ne peut pas être retirée une à une :',
    '{n} y sont par leur association, et ne peuvent pas être retirées une à une :',
  ],
  inviting: ['Une personne va recevoir une invitation :', '{n} personnes vont recevoir une invitation :'],
  reminding: ['Un membre va recevoir ce rappel.', '{n} membres vont recevoir ce rappel.'],
  came: ['Une personne est maintenant inscrite :', '{n} personnes sont maintenant inscrites :'],
  went: ['Une personne est retirée :', '{n} personnes sont retirées :'],
  invited: [
    'Une invitation est partie, si cette adresse n’en a pas déjà reçu une aujourd’hui :',
    '{n} invitations sont parties, sauf vers les adresses qui en ont déjà reçu une aujourd’hui :',
  ],
  'reminded-already': [
    'Un rappel est déjà parti aujourd’hui : aucun autre ne part avant demain.',
    'Un rappel est déjà parti aujourd’hui : aucun autre ne part avant demain.',
  ],
  reminded: ['Un membre reçoit ce rappel.', '{n} membres reçoivent ce rappel.'],
  'undo-add': ['Une personne inscrite va être retirée :', '{n} personnes inscrites vont être retirées :'],
  'undo-remove': ['Une personne retirée va être remise :', '{n} personnes retirées vont être remises :'],
  'undo-invitations': ['Une invitation va être reprise.', '{n} invitations vont être reprises.'],
  'undone-add': ['Une personne n’y est plus :', '{n} personnes n’y sont plus :'],
  'undone-remove': ['Une personne y est de nouveau :', '{n} personnes y sont de nouveau :'],
  'undone-invitations': ['Une invitation ne vaut plus.', '{n} invitations ne valent plus.'],
  kept: [
    'Une personne a choisi elle-même depuis, et rien ne change pour elle :',
    '{n} personnes ont choisi elles-mêmes depuis, et rien ne change pour elles :',
  ],
} satisfies Record<string, readonly [string, string]>

/** What an owner is asked about, one line. */
export const frAsked = {
  add: 'inscrire des personnes, {n} en tout',
  remove: 'retirer des personnes, {n} en tout',
  invite: 'inviter des personnes, {n} en tout',
  remind: 'envoyer un rappel à tous les membres',
  undo: 'annuler le dernier changement',
}

/** Lines of the figures. */
export const frFigures = {
  members: 'Membres',
  each: 'chaque message',
  digest: 'un mail par jour',
  'digest-plain': 'un mail par jour, en texte simple',
  titles: 'les titres, une fois par jour',
  notices: 'les avis seulement',
  none: 'sans mail',
  other: 'autrement',
  paused: 'en pause',
  bounced: 'leur boîte refuse le courrier',
  came: 'Arrivés depuis 30 jours',
  left: 'Partis d’eux-mêmes depuis 30 jours',
  waiting: 'Messages qui attendent une décision',
  months: 'Messages par mois',
}
