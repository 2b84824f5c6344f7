export const moderation = {
  'held-post': {
    subject: 'À décider sur {title} : « {subject} », de {name}',
    text: `Un message attend votre décision avant d’être diffusé sur la liste {list}.

De : {author}
Objet : {subject}
Reçu {when}, {size}

Il attend pour cette raison :
{reason}

— répondez au-dessus de cette ligne —

Pour décider, répondez à ce mail en écrivant un seul de ces mots, sur la première ligne :

OUI : il est diffusé {wait}
NON : il n’est pas diffusé, et son auteur en est averti ; ce que vous écrivez à la suite lui est transmis
TOUJOURS : comme OUI, et ses prochains messages passeront sans attendre
SPAM : il est jeté, sans un mot à son auteur
BLOQUER : comme SPAM, et ses prochains messages seront jetés aussi
RAPIDE : il est diffusé tout de suite
ANNULER : vous revenez sur votre décision tant que rien n’est parti

{attached}

Voici ce qu’il dit :

{extract}`,
  },
  'held-join': {
    subject: 'À décider sur {title} : {name} demande à rejoindre la liste',
    text: `{author} demande à rejoindre la liste {list}, et attend votre décision. Sa demande est arrivée {when}.

— répondez au-dessus de cette ligne —

Pour décider, répondez à ce mail en écrivant un seul de ces mots, sur la première ligne :

OUI : cette personne est inscrite {wait}, et accueillie par un mail
NON : elle n’est pas inscrite, et elle en est avertie ; ce que vous écrivez à la suite lui est transmis
SPAM : sa demande est jetée, sans un mot
RAPIDE : cette personne est inscrite tout de suite
ANNULER : vous revenez sur votre décision tant qu’elle n’a pas pris effet`,
  },
  'held-pause': {
    subject: 'Beaucoup de messages attendent : la suite dans le récapitulatif',
    text: `Vous avez reçu {count} mails à décider en une heure. Pour ne pas remplir votre boîte, nous ne vous écrivons plus pour chacun : les suivants seront dans le récapitulatif, à {hour} h.

Pour le recevoir tout de suite, écrivez EN ATTENTE à {request}.`,
  },
  'decision-noted': {
    subject: 'C’est noté : {what}',
    text: `{outcome}

{back}`,
  },
  'decided-before': {
    subject: 'Déjà traité : {what}',
    text: `{outcome}

Il n’y a plus rien à faire, et votre réponse n’a rien changé.`,
  },
  'decision-undone': {
    subject: 'C’est annulé : {what}',
    text: `{outcome}

Pour décider, répondez de nouveau à ce mail : OUI, NON, ou l’un des autres mots.`,
  },
  'decision-unclear': {
    subject: 'Nous n’avons pas compris votre décision',
    text: `Vous avez répondu à propos de {what}, et nous n’avons pas compris ce que vous décidez. Rien n’a changé.

Répondez à ce mail en écrivant un seul de ces mots, sur la première ligne : OUI, NON, TOUJOURS, BLOQUER, SPAM, RAPIDE ou ANNULER.

Après NON, vous pouvez donner vos raisons : elles sont transmises à la personne.`,
  },
  'decision-unproved': {
    subject: 'Votre mail n’a pas pu être pris en compte',
    text: `Nous avons reçu un mail à votre nom à propos de {what}, mais rien ne prouve qu’il vient de vous. Rien n’a changé.

S’il est de vous, envoyez-le de nouveau depuis votre messagerie habituelle, sans passer par un transfert. Pour parler à une personne, écrivez à {owner}.`,
  },
  'decision-too-old': {
    subject: 'Votre réponse arrive trop tard',
    text: `Vous avez répondu à un mail trop ancien à propos de la liste {list}. Rien n’a changé.

Pour savoir ce qui attend encore, écrivez EN ATTENTE à {request}.`,
  },
  'not-moderator': {
    subject: 'Vous ne modérez pas la liste {list}',
    text: `Vous nous avez écrit à propos de ce qui attend sur la liste {list}. À notre connaissance, l’adresse {address} ne la modère pas, ou plus. Rien n’a changé.

Si c’est une erreur, écrivez aux responsables : {owner}.`,
  },
  'round-up': {
    subject: 'Récapitulatif : {count} à décider',
    text: `Voici ce qui attend votre décision :

{items}

— répondez au-dessus de cette ligne —

Pour décider, répondez à ce mail avec les numéros, par exemple :

1 oui, 2 non, 3 spam

Vous pouvez aussi écrire « toujours », « bloquer », « rapide » ou « annuler » après un numéro. Ce dont vous ne dites rien continue d’attendre.`,
  },
  'round-up-empty': {
    subject: 'Rien n’attend votre décision',
    text: `Aucun message et aucune demande d’inscription n’attend votre décision. Il n’y a rien à faire.`,
  },
  'round-up-noted': {
    subject: 'C’est noté : vos réponses au récapitulatif',
    text: `{items}

Pour revenir sur l’une d’elles tant qu’elle n’a pas pris effet, répondez à ce mail par son numéro suivi de « annuler ».`,
  },
  'round-up-unclear': {
    subject: 'Nous n’avons pas compris vos décisions',
    text: `Nous n’avons pas compris votre réponse au récapitulatif, et rien n’a changé.

Répondez avec les numéros et un mot pour chacun, par exemple : 1 oui, 2 non, 3 spam.`,
  },
  'held-reminder': {
    subject: 'Rappel : {count} à décider',
    text: `Ceci attend votre décision depuis plusieurs jours :

{items}

— répondez au-dessus de cette ligne —

Pour décider, répondez à ce mail avec les numéros, par exemple :

1 oui, 2 non, 3 spam

Ce qui n’est pas décidé à temps est abandonné, et la personne en est avertie.`,
  },
  'post-held': {
    subject: 'Votre message à {list} attend d’être relu',
    text: `Votre message « {subject} » est bien arrivé. Avant d’être diffusé sur {list}, il est relu par les personnes qui modèrent la liste :

{reason}

Vous n’avez rien à faire. S’il n’est pas retenu, vous le saurez.`,
  },
  'post-expired': {
    subject: 'Votre message à {list} n’a pas été diffusé',
    text: `Votre message « {subject} » attendait d’être relu par les personnes qui modèrent la liste {list}. Personne n’a décidé en {days} jours, et il ne sera pas diffusé.

S’il est encore utile, envoyez-le de nouveau. Pour en parler, écrivez à {owner}.`,
  },
  'join-declined': {
    subject: 'Votre demande pour {list} n’a pas été retenue',
    text: `Vous avez demandé à rejoindre {list}. Les personnes qui modèrent la liste n’ont pas retenu votre demande.

    {note}

Pour leur en parler, écrivez à {owner}.`,
  },
  'join-expired': {
    subject: 'Votre demande pour {list} est restée sans réponse',
    text: `Vous avez demandé à rejoindre {list}. Personne n’a répondu en {days} jours, et la demande est close.

Vous pouvez la refaire en écrivant à {subscribe}, ou écrire aux responsables : {owner}.`,
  },
  'stand-in-confirm': {
    subject: 'Suspendre votre modération de {list} ?',
    text: `On nous demande, à votre nom, un changement pour la modération de la liste {list} :

{change}

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus. Si ce n’est pas vous, ne faites rien : rien ne change.`,
  },
  'stand-in-noted': {
    subject: 'C’est noté pour la modération de {list}',
    text: `C’est fait, pour la modération de la liste {title} :

{change}

Pour changer d’avis, écrivez REPRENDRE MODÉRATION à {request}.`,
  },
  'stand-in-deputy': {
    subject: 'Vous modérez {list} à la place de {name}',
    text: `{name} s’absente et vous a désigné pour modérer la liste {title} à sa place, {until}.

Pendant ce temps, vous recevrez un mail pour chaque message qui attend une décision : il suffit d’y répondre OUI ou NON.

Si vous ne le souhaitez pas, écrivez aux responsables : {owner}.`,
  },
  'stand-in-unknown': {
    subject: 'Qui vous remplace sur {list} ?',
    text: `Vous voulez suspendre votre modération de la liste {list}, et nous n’avons pas compris jusqu’à quand, ou qui vous remplace. Rien n’a changé.

Écrivez par exemple à {request} : PAUSE MODÉRATION jusqu’au 15 août, paul@exemple.fr. La personne qui vous remplace doit être sur la liste.`,
  },
  'moderate-again-confirm': {
    subject: 'Reprendre votre modération de {list} ?',
    text: `On nous demande, à votre nom, que vous receviez de nouveau ce qui attend une décision sur la liste {title}. Si quelqu’un vous remplace, cette personne ne décidera plus.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus. Si ce n’est pas vous, ne faites rien : rien ne change.`,
  },
  'moderating-again': {
    subject: 'Vous modérez de nouveau {list}',
    text: `C’est fait : vous recevez de nouveau ce qui attend une décision sur la liste {title}.`,
  },
} as const

/** Why a message waits, as a moderator reads it. */
export const frHolds = {
  'policy-hold': 'les règles de la liste demandent une décision pour cette personne.',
  'policy-confirm': 'nous n’avons pas pu demander à cette adresse si ce message vient d’elle.',
  unproved: 'rien ne prouve que ce message vient de cette adresse.',
  'policy-reject': 'cette personne ne peut pas écrire à la liste, et n’a pas pu en être avertie.',
  'from-is-a-list': 'il se présente sous l’adresse d’une liste.',
  'automatic-notice': 'un programme semble l’avoir envoyé.',
  'other-content-under-same-id': 'il a été déjà vu avec un autre contenu.',
  'too-large': 'il est plus lourd que ce que la liste laisse passer seule.',
  'no-single-author': 'il n’a pas un auteur et un seul.',
  other: 'les règles de la liste demandent une décision.',
}

/** Why their message waits, as its author reads it. */
export const frWaits: Partial<Record<keyof typeof frHolds, string>> & { readonly other: string } = {
  'policy-hold': 'c’est la règle de cette liste.',
  'too-large': 'il est plus lourd que ce que la liste laisse passer seule.',
  'automatic-notice': 'il semble envoyé par un programme.',
  other: 'les règles de la liste le demandent.',
}

/** What becomes of it, said to who decides. */
export const frOutcomes = {
  'post-accept-soon': 'Le message « {subject} », de {name}, sera diffusé sur {list} {when}.',
  'post-accept-now': 'Le message « {subject} », de {name}, part maintenant sur {list}.',
  'post-refuse-soon':
    'Le message « {subject} » ne sera pas diffusé sur {list}. {name} en sera averti {when}.',
  'post-refuse-now': 'Le message « {subject} » n’est pas diffusé sur {list}. {name} en est averti.',
  'post-discard-soon': 'Le message « {subject} », de {name}, sera jeté {when}, sans un mot à son auteur.',
  'post-discard-now': 'Le message « {subject} », de {name}, est jeté.',
  'join-accept-soon': '{name} sera inscrit sur {list} {when}.',
  'join-accept-now': '{name} est maintenant sur {list}.',
  'join-refuse-soon': '{name} ne sera pas inscrit sur {list}, et en sera averti {when}.',
  'join-refuse-now': '{name} n’est pas inscrit sur {list}, et en est averti.',
  'join-discard-soon': 'La demande de {name} pour {list} sera jetée {when}, sans un mot.',
  'join-discard-now': 'La demande de {name} pour {list} est jetée.',
  welcome: 'Ses prochains messages y passeront sans attendre.',
  blocked: 'Ses prochains messages y seront jetés sans bruit.',
  held: 'Votre décision est annulée : {what} attend de nouveau.',
  unwelcome: 'Les prochains messages de {address} sur {list} attendront de nouveau une décision.',
  unblocked: 'Les messages de {address} ne sont plus bloqués sur {list}.',
  'too-late': 'Il est trop tard pour annuler : {what} est déjà réglé.',
  'nothing-to-undo': 'Il n’y avait rien à annuler : {what} attend toujours une décision.',
  before: 'Déjà traité par {by} {when} : {decided}.',
  gone: 'Ce message n’attend plus.',
  'no-right': 'Vous ne modérez pas cette liste, ou plus.',
  undo: 'Pour revenir sur cette décision d’ici là, répondez ANNULER à ce mail.',
  'undo-standing':
    'Pour revenir sur cette décision, répondez ANNULER à ce mail. Pour les prochains messages, cela reste possible à tout moment.',
  final: 'C’est fait, il n’y a plus rien à faire.',
  'in-force': 'Rien d’autre ne change.',
}

export const frDecided = {
  'post-accept': 'accepté',
  'post-refuse': 'refusé',
  'post-discard': 'jeté',
  'post-expire': 'abandonné faute de réponse',
  'join-accept': 'acceptée',
  'join-refuse': 'refusée',
  'join-discard': 'jetée',
  'join-expire': 'abandonnée faute de réponse',
}

export const frModeration = {
  post: 'le message « {subject} », de {name}',
  join: 'la demande de {name} pour {list}',
  standing: '{address} sur {list}',
  moderating: 'la modération de {list}',
  operator: 'l’administration de la plateforme',
  'post-item': '{number}. {list} : « {subject} », de {name}, {when}',
  'join-item': '{number}. {list} : {name} ({address}) demande à s’inscrire, {when}',
  'more-items': 'Et {count} autres, qui seront dans un prochain récapitulatif.',
  attached: 'Le message entier est joint à ce mail.',
  'too-long': 'Le message entier n’est pas joint : il est trop lourd.',
  damaged: 'Le message entier n’est pas joint, par prudence : il est abîmé.',
  suspect: 'Le message entier n’est pas joint, par prudence, à cause de : {files}.',
  files: 'Pièces jointes : {files}.',
  'no-text': '(pas de texte)',
  'in-minutes': 'dans {count} minutes',
  'in-a-minute': 'dans une minute',
  'in-seconds': 'dans {count} secondes',
  'at-once': 'tout de suite',
  'at-hour': 'à {hour}',
  'on-day': 'le {day} à {hour}',
  'no-subject': 'sans objet',
  away: 'Vous ne recevez plus ce qui attend une décision, {until}.',
  'away-with': 'Vous ne recevez plus ce qui attend une décision, {until} ; {name} décide à votre place.',
  'until-day': 'jusqu’au {day} compris',
  'until-back': 'jusqu’à votre retour',
  'until-their-back': 'jusqu’à son retour',
}
