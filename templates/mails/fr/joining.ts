export const joining = {
  'join-confirm': {
    subject: 'Rejoindre la liste {title} ?',
    text: `Nous avons reçu une demande, à votre nom, pour rejoindre la liste {title} ({list}).

Si elle vient de vous, répondez OUI à ce mail : nous nous occupons du reste.

Si elle ne vient pas de vous, ne faites rien : rien ne changera.`,
  },
  joined: {
    subject: 'Bienvenue sur la liste {title}',
    text: `Vous faites maintenant partie de la liste {title}. Ses messages arriveront à cette adresse.

Écrire à tout le monde : {list}
Parler aux responsables : {owner}
Ne rien recevoir pendant un temps : écrivez PAUSE à {request}
Quitter la liste : envoyez un mail, même vide, à {unsubscribe}

Gardez ce mail : il vous servira le jour où vous voudrez faire une pause, ou partir.`,
  },
  'already-on-list': {
    subject: 'Vous êtes déjà sur la liste {title}',
    text: `Vous avez demandé à rejoindre la liste {title} : vous y êtes déjà, à l’adresse {address}. Vous n’avez rien à faire.

Écrire à tout le monde : {list}
Quitter la liste : envoyez un mail, même vide, à {unsubscribe}

Si ses messages ne vous arrivent pas, regardez dans vos courriers indésirables, ou écrivez aux responsables : {owner}`,
  },
  'join-closed': {
    subject: 'Rejoindre la liste {title} : écrivez à ses responsables',
    text: `Vous avez demandé à rejoindre la liste {title} ({list}). Ce sont ses responsables qui y inscrivent les personnes.

Écrivez-leur, en disant qui vous êtes : {owner}`,
  },
  'join-asked': {
    subject: 'Votre demande pour la liste {title} est transmise',
    text: `Vous avez demandé à rejoindre la liste {title} ({list}). Un modérateur a reçu votre demande et donnera sa réponse.

Pour écrire aux responsables : {owner}`,
  },
} as const
