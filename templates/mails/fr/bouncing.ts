export const bouncing = {
  'bounce-probe': {
    subject: 'Nos messages à {address} nous reviennent',
    text: `Nous envoyons à l’adresse {address} les messages de ces listes :

{lists}

Depuis quelque temps, ils nous reviennent : {reason}

Si vous lisez ce mail, répondez-y simplement, sans rien écrire de plus : tout continuera comme avant.

Sans réponse de votre part, et si les messages nous reviennent encore, nous cesserons de les envoyer à cette adresse. Vous resterez sur vos listes, et un mail de vous suffira pour les recevoir de nouveau.`,
  },
  'bounce-paused': {
    subject: 'Nous n’écrivons plus à {address} pour le moment',
    text: `Les messages que nous envoyons à l’adresse {address} nous reviennent : {reason}

Nous avons donc cessé d’y envoyer ceux de ces listes :

{lists}

Vous restez sur ces listes. Quand cette adresse recevra de nouveau du courrier, répondez à ce mail, sans rien écrire de plus : leurs messages reprendront.`,
  },
  'bounce-mended': {
    subject: 'Merci, vos messages vous sont envoyés à {address}',
    text: `Merci de nous avoir écrit. Les messages de vos listes vous sont envoyés à l’adresse {address}. Vous n’avez rien d’autre à faire.

Les messages passés : {home}`,
  },
  'bounce-summary': {
    subject: 'Des personnes ne reçoivent plus {list}',
    text: `Depuis peu, les messages de la liste {title} ne sont plus envoyés à ces personnes :

{lists}

Elles restent sur la liste, et vous n’avez rien à faire. Si vous les voyez, dites-leur qu’un mail avec le seul mot REPRENDRE, envoyé à {request}, suffit pour recevoir de nouveau.`,
  },
} as const

/** Why mail comes back from an address, after a colon. */
export const frBounces = {
  'no-mailbox': 'son fournisseur de courrier répond qu’elle n’existe pas, ou qu’elle n’existe plus.',
  'mailbox-full': 'sa boîte est pleine. Supprimer d’anciens messages y fera de la place.',
  unclear: 'son fournisseur de courrier ne dit pas clairement pourquoi.',
}

/** Why somebody was paused. */
export const frPauses = {
  bounces: '{who}, dont les messages nous reviennent',
  complaint: '{who}, qui a signalé un message comme indésirable',
}
