/** Answers to who looks for messages; what they are put together of stands in frWords. */
export const lookingUp = {
  found: {
    subject: 'Votre recherche : {count}',
    text: `{count} {sentence}, {place}, les plus récents d’abord.

{notes}

{results}

Pour recevoir un message en entier, répondez à ce mail par son numéro. Pour en recevoir plusieurs, écrivez leurs numéros : 3, 5.

{more}`,
  },
  'found-nothing': {
    subject: 'Votre recherche : aucun message',
    text: `Nous n’avons trouvé aucun message {sentence}, {place}.

{notes}

Vous pouvez essayer avec moins de mots : écrivez de nouveau CHERCHER suivi de ce que vous cherchez.`,
  },
  'search-how': {
    subject: 'Comment chercher dans les messages',
    text: `Pour chercher, écrivez CHERCHER suivi de quelques mots, par exemple :

CHERCHER balade canal
CHERCHER « compte rendu » de : anne après : 2025
CHERCHER devis avec : pièce

Vous recevrez les messages trouvés, dix par dix, avec un numéro pour demander chacun en entier.`,
  },
  index: {
    subject: 'Les messages de {list}',
    text: `{what} {title} :

{results}

Pour recevoir un message en entier, répondez à ce mail par son numéro. Pour en recevoir plusieurs, écrivez leurs numéros : 3, 5.

{more}

{months}`,
  },
  'index-empty': {
    subject: 'Les messages de {list}',
    text: `{what} {title} : il n’y en a aucun.

{months}

Pour voir les messages les plus récents, écrivez SOMMAIRE à {request}.`,
  },
  months: {
    subject: 'Les messages de {list}, mois par mois',
    text: `{what} {title} :

{months}

Pour voir ceux d’un mois, écrivez par exemple SOMMAIRE {month} à {request}.`,
  },
  messages: {
    subject: 'Ce que vous avez demandé : {first}',
    text: `Voici ce que vous avez demandé :

{messages}

{how}`,
  },
  mailbox: {
    subject: 'Les messages de {list}, {month}',
    text: `Les messages de la liste {title}, {month}, sont joints à ce mail en un seul fichier, que les programmes de courrier savent ouvrir.`,
  },
  'mailbox-link': {
    subject: 'Les messages de {list}, {month}',
    text: `Les messages de la liste {title}, {month}, ne peuvent pas être joints à un mail. Ils se lisent ici :

{url}`,
  },
  'no-such-message': {
    subject: 'Ce message ne se trouve pas',
    text: `Nous ne trouvons pas le message que vous demandez, parmi ceux que vous pouvez lire. Il a peut-être été retiré depuis.

Pour chercher, écrivez CHERCHER suivi de quelques mots.`,
  },
  'archive-closed': {
    subject: 'Les messages de {list} ne vous sont pas ouverts',
    text: `Vous avez demandé à lire les messages de {list}. L’adresse {address} n’est pas de celles qui peuvent les lire.

Si vous êtes membre à une autre adresse, écrivez-nous depuis celle-là. Sinon, les responsables peuvent vous aider : {owner}.`,
  },
  'which-list': {
    subject: 'De quelle liste s’agit-il ?',
    text: `Votre demande porte sur une liste, et vous n’avez pas écrit laquelle. Voici celles que vous pouvez lire :

{lists}

Écrivez de nouveau votre demande, suivie de l’adresse de la liste. Vous pouvez répondre à ce mail.`,
  },
  'offer-unclear': {
    subject: 'Quel message souhaitez-vous recevoir ?',
    text: `Nous n’avons pas compris votre réponse.

Répondez par le numéro d’un message, par plusieurs numéros (3, 5), ou par SUITE pour voir les suivants.`,
  },
  'offer-end': {
    subject: 'Il n’y a pas d’autre message',
    text: `Vous avez demandé la suite : tout vous a déjà été montré, il n’y a pas d’autre message.`,
  },
  'offer-old': {
    subject: 'Votre demande est trop ancienne',
    text: `Vous avez répondu à un mail qui date de plus de 14 jours : ses numéros ne servent plus. Écrivez de nouveau votre demande, et vous en recevrez d’autres.`,
  },
  'command-confirm': {
    subject: 'Est-ce bien vous qui nous écrivez ?',
    text: `On nous demande, à votre nom, de {ask} {place}.

Si c’est bien vous, répondez à ce mail, sans rien écrire de plus : vous recevrez aussitôt la réponse. Si ce n’est pas vous, ne faites rien.`,
  },
  'command-yes': {
    subject: 'Est-ce bien vous qui nous écrivez ?',
    text: `On nous demande, à votre nom, de {ask} {place}.

Si c’est bien vous, répondez OUI à ce mail : ce sera fait aussitôt. Si ce n’est pas vous, ne faites rien : rien ne change.`,
  },
  'command-yes-or-no': {
    subject: 'Nous n’avons pas compris : oui ou non ?',
    text: `Nous n’avons pas compris votre réponse. Rien n’a changé pour le moment.

Répondez à ce mail par un seul mot, OUI ou NON.`,
  },
} as const

/** Pieces of answers. */
export const frWords = {
  pieces: {
    'one-message': '{n} message',
    messages: '{n} messages',
    'one-person': '{n} personne',
    people: '{n} personnes',
    'has-one': 'Elle réunit {n} personne.',
    'has-people': 'Elle réunit {n} personnes.',
    'and-others': 'et {n} autres',
    more: 'Pour voir les suivants, répondez SUITE.',
    newest: 'Voici les derniers messages de la liste',
    'of-month': 'Voici les messages de {month}, dans la liste',
    'of-year': 'Voici les messages de {year}, dans la liste',
    months: 'Mois par mois :',
    'month-line': '{month} : {count}',
    'too-large': 'Ce message est trop lourd pour vous être envoyé. Il se lit ici : {url}',
    'attached-one':
      'Le message est joint à ce mail, tel qu’il a été envoyé : ouvrez la pièce jointe pour le lire.',
    attached:
      'Les messages sont joints à ce mail, tels qu’ils ont été envoyés : ouvrez les pièces jointes pour les lire.',
  },
  places: { list: 'dans la liste {title}', all: 'dans toutes les listes que vous pouvez lire' },
  labels: { untitled: '(sans objet)', nobody: '(sans nom)' },
  asks: {
    search: 'chercher des messages',
    index: 'montrer quels messages ont été envoyés',
    last: 'vous envoyer les derniers messages',
    get: 'vous envoyer des messages',
    review: 'montrer qui est inscrit',
    missing: 'dire ce que vous avez dû recevoir',
    undo: 'retirer un message que vous avez envoyé',
    other: 'vous envoyer des messages',
  },
  sureness: {
    none: 'Rien ne prouve que ce mail vient bien de {domain}. Cela arrive quand un mail est transmis par un autre service ; ce n’est pas de votre faute. Pour ce qui demande une preuve, nous vous écrivons une question, et il suffit d’y répondre.',
    'spf-aligned':
      'Votre mail est bien parti des serveurs de {domain}. Cela suffit pour écrire à vos listes, les quitter, les mettre en pause et lire leurs messages.',
    aligned:
      'Votre mail est bien parti de {domain}, qui l’a signé. C’est ce que nous pouvons savoir de plus sûr d’un mail.',
    confirmed: 'Vous avez répondu à un mail que nous vous avions envoyé : nous savons que c’est bien vous.',
    session: 'Vous êtes connecté à la plateforme : nous savons que c’est bien vous.',
  },
  posting: {
    discussion: 'les membres ; les messages des autres personnes attendent l’accord d’un modérateur',
    announce: 'les modérateurs seulement',
    moderated: 'tout le monde ; un modérateur relit chaque message avant qu’il parte',
    private: 'les membres seulement',
    public: 'tout le monde',
    open: 'tout le monde',
    closed: 'plus personne',
    other: 'les personnes que ses règles nomment',
  },
  joining: {
    open: 'tout le monde peut la rejoindre',
    confirm: 'tout le monde peut la rejoindre, en répondant à un mail',
    moderated: 'un modérateur donne son accord',
    'confirm-moderated': 'un modérateur donne son accord, après réponse à un mail',
    closed: 'ses responsables y inscrivent les personnes',
    other: 'ses règles disent qui peut la rejoindre',
  },
  reading: {
    public: 'tout le monde',
    private: 'les membres',
    owner: 'ses responsables',
    closed: 'personne',
    other: 'les personnes que ses règles nomment',
  },
  takingBack: {
    withdrawn:
      '« {subject} » n’avait pas encore été diffusé sur {title}. Il ne le sera pas : personne ne l’a reçu.',
    stopped:
      '« {subject} » n’était pas encore parti vers les membres de {title}. Il a été arrêté à temps : personne ne l’a reçu.',
    hidden: '« {subject} » ne se lit plus et ne se trouve plus dans les archives de {title}.',
    kept: '« {subject} » a déjà été envoyé aux membres de {title}, et cette liste garde dans ses archives tout ce qui a été envoyé. Ses responsables peuvent vous aider.',
    'hidden-before': '« {subject} » avait déjà été retiré de {title}. Il n’y a rien à faire.',
    'left-unknown':
      'Il a été envoyé il y a longtemps : les personnes qui l’ont reçu le gardent, un mail reçu ne peut pas être repris.',
    'left-nobody': 'Personne ne l’avait reçu.',
    'left-one': '{n} personne l’a déjà reçu et le garde : un mail reçu ne peut pas être repris.',
    left: '{n} personnes l’ont déjà reçu et le gardent : un mail reçu ne peut pas être repris.',
    'stopped-one': '{n} personne ne le recevra pas.',
    'stopped-others': '{n} personnes ne le recevront pas.',
  },
  copy: {
    list: 'Liste {title}, {list}',
    colon: ' : ',
    paused:
      'Vous avez demandé à ne rien recevoir de cette liste pour le moment. Pour recevoir de nouveau, répondez REPRENDRE.',
    'paused-until':
      'Vous avez demandé à ne rien recevoir de cette liste jusqu’au {until} compris. Pour recevoir dès maintenant, répondez REPRENDRE.',
    'address-stopped':
      'Les derniers mails envoyés à {address} nous sont revenus : nous avons arrêté d’y écrire. Les responsables peuvent vous aider à reprendre.',
    'mode-none':
      'Vous avez demandé à ne pas recevoir ses messages par mail. Pour les recevoir, répondez CHAQUE MESSAGE.',
    'mode-other':
      'Vous avez demandé à ne pas recevoir chaque message séparément. Pour les recevoir un par un, répondez CHAQUE MESSAGE.',
    'none-meant':
      'Nous n’avons pas trouvé de message qui ressemble à celui que vous cherchez. Voici ceux des sept derniers jours.',
    'nothing-sent':
      'Aucun message n’a été envoyé à {title} ces sept derniers jours : il ne vous manque rien.',
    sent: 'remis à votre fournisseur, {domain}, {at}. S’il n’est pas dans votre boîte de réception, regardez dans les indésirables (spam).',
    failed: 'refusé par votre fournisseur, {domain} : {why}.',
    cancelled: 'non envoyé : vous étiez en pause, ou vous aviez quitté la liste.',
    'not-sent':
      'il ne vous a pas été envoyé : ce jour-là, vous n’étiez pas encore sur la liste, ou vous étiez en pause.',
    'in-next-digest': 'il viendra avec les autres dans votre prochain mail du jour, vers {hour} h.',
    'in-digest': 'il est parti avec les autres dans votre mail du jour.',
    'own-post': 'c’est votre propre message ; vous avez demandé à ne pas en recevoir de copie.',
    'on-its-way': 'encore en chemin. Il devrait arriver bientôt.',
    'on-its-way-again':
      'encore en chemin. Votre fournisseur, {domain}, nous demande d’attendre ; nous essayons de nouveau régulièrement.',
  },
  refusals: {
    full: 'votre boîte est pleine',
    unknown: 'il ne connaît pas votre adresse',
    unwanted: 'il l’a pris pour un message indésirable',
    'too-large': 'le message était trop lourd pour lui',
    other: 'il a répondu « {reply} »',
  },
} as const
