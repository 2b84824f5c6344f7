export const joining = {
  'join-confirm': {
    subject: 'Rejoindre la liste {list} ?',
    text: `On nous demande, à votre nom, de vous inscrire à {list}.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus : vous recevrez les messages de la liste.

Si ce n’est pas vous, ne faites rien : vous ne recevrez rien d’autre de nous.`,
  },
  joined: {
    subject: 'Bienvenue sur {list}',
    text: `Vous êtes maintenant sur la liste {title}.

Pour écrire à tout le monde : {list}
Pour ne rien recevoir pendant un temps, écrivez PAUSE à {request}
Pour ne plus recevoir ses messages : {unsubscribe}
Pour écrire aux responsables : {owner}`,
  },
  'already-on-list': {
    subject: 'Vous êtes déjà sur {list}',
    text: `Vous avez demandé à rejoindre {list} : vous y êtes déjà, à l’adresse {address}. Il n’y a rien à faire.

Pour écrire à tout le monde : {list}
Pour ne plus recevoir ses messages : {unsubscribe}`,
  },
  'join-closed': {
    subject: 'La liste {list} n’accepte pas d’inscription par mail',
    text: `Vous avez demandé à rejoindre {list}. Ce sont ses responsables qui y inscrivent les personnes : écrivez-leur à {owner}.`,
  },
  'join-asked': {
    subject: 'Votre demande pour {list} est transmise',
    text: `Vous avez demandé à rejoindre {list}. Ses responsables ont reçu votre demande et vous répondront.

Pour leur écrire : {owner}`,
  },
  'join-request': {
    subject: '{address} demande à rejoindre {list}',
    text: `{name} ({address}) demande à rejoindre la liste {title}.

Pour lui répondre, répondez à ce mail. Pour inscrire cette adresse, transmettez la demande à l’administrateur de la plateforme.`,
  },
} as const
