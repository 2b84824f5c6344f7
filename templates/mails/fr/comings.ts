export const comings = {
  'owners-joined': {
    subject: '{address} est maintenant sur {list}',
    text: `{name} ({address}) vient de rejoindre la liste {title}. Il n’y a rien à faire.`,
  },
  'owners-left': {
    subject: '{address} a quitté {list}',
    text: `{name} ({address}) vient de quitter la liste {title}. Il n’y a rien à faire.`,
  },
  'leave-request': {
    subject: '{address} demande à quitter {list}',
    text: `{name} ({address}) demande à quitter la liste {title}. Ses messages ne lui sont plus envoyés, mais son nom reste sur la liste : elle est réglée pour que vous décidiez des départs.

Pour retirer cette personne, écrivez RETIRER {address} à {request}. Pour lui répondre, répondez à ce mail.`,
  },
  'leave-stopped': {
    subject: 'Vous ne recevez plus les messages de {list}',
    text: `C’est fait : les messages de la liste {title} ne vous sont plus envoyés.

Votre nom reste toutefois parmi ses membres : sur cette liste, ce sont les responsables qui l’enlèvent. Pour cela, écrivez-leur à {owner}.

Pour recevoir de nouveau ses messages, écrivez REPRENDRE à {request}.`,
  },
} as const
