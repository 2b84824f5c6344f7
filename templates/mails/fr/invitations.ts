export const invitations = {
  invitation: {
    subject: '{by} vous invite sur la liste {list}',
    text: `{by} vous invite à rejoindre la liste {title} : ce que l’on écrit à cette liste arrive à tous ses membres.

{description}

{words}

Pour accepter, répondez simplement à ce mail, sans rien écrire de plus. L’invitation vaut 14 jours.

Sinon, ne faites rien : vous n’êtes inscrit à rien. Vous pouvez aussi répondre NON.`,
  },
  'invitation-over': {
    subject: 'Cette invitation à {list} ne vaut plus',
    text: `Vous avez répondu à une invitation pour la liste {title} qui ne vaut plus : elle a été reprise, elle a déjà servi, ou elle a plus de 14 jours.

Pour rejoindre la liste, écrivez à {subscribe}. Pour parler à une personne : {owner}.`,
  },
  'invite-refused': {
    subject: '{list} : vous ne pouvez pas inviter',
    text: `Vous avez demandé d’inviter quelqu’un à la liste {title}. Sur cette liste, ce sont d’autres personnes qui invitent : écrivez aux responsables, qui s’en chargeront, à {owner}.`,
  },
} as const

/** Before the words of who invites. */
export const frWords = 'Voici ce que vous écrit {by} :'
