export const addresses = {
  'link-own': {
    subject: 'Votre autre adresse : cette demande vient-elle de vous ?',
    text: `On nous demande, au nom de {address}, de relier cette adresse à {other}, pour que les deux soient reconnues comme les vôtres.

Si c’est bien vous, répondez OUI à ce mail. Sinon, ne faites rien : rien ne change.`,
  },
  'link-asked': {
    subject: 'Votre autre adresse : encore une réponse',
    text: `Vous demandez de relier {address} à {other}. Si nous connaissons {other}, nous venons de lui écrire : répondez-y OUI depuis cette boîte, et les deux adresses seront reconnues comme les vôtres.

Si rien n’y arrive, vérifiez l’adresse, ou demandez aux responsables de votre liste d’inscrire la nouvelle.`,
  },
  'link-ask': {
    subject: 'Avez-vous écrit depuis {other} ?',
    text: `Quelqu’un nous écrit depuis {other} et dit être vous, {address}.

Avez-vous écrit depuis {other} ? Si oui, répondez OUI à ce mail : {platform} saura que ces deux adresses sont les vôtres, et vous pourrez écrire à vos listes depuis l’une ou l’autre.

Si ce n’est pas vous, répondez NON ou ne faites rien : rien ne change.`,
  },
  'link-impossible': {
    subject: 'Votre autre adresse a déjà ses propres listes',
    text: `Vous demandez de relier {address} à {other}. Mais l’une des deux reçoit déjà ses propres listes, ou en a la charge, et nous ne savons pas mêler les deux.

Le plus simple : depuis l’adresse que vous voulez abandonner, quittez ses listes, puis recommencez. Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  linked: {
    subject: 'Une adresse s’ajoute aux vôtres : {other}',
    text: `{platform} reconnaît maintenant {other} comme une de vos adresses, à côté de celle-ci. Vous pouvez écrire à vos listes depuis l’une ou l’autre. Ce que vous recevez ne change pas.

Pour gérer ou modérer une liste depuis cette nouvelle adresse, ouvrez d’abord votre page depuis l’ancienne : {home}

Si ce n’est pas vous, répondez CE N’EST PAS MOI à ce mail : l’adresse sera aussitôt séparée des vôtres. C’est possible pendant 180 jours.`,
  },
  unlinked: {
    subject: '{other} n’est plus une de vos adresses',
    text: `C’est fait : {platform} ne reconnaît plus {other} comme une de vos adresses. Si elle recevait vos listes, elles reviennent à votre adresse d’avant.

Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  'move-confirm': {
    subject: 'Changer d’adresse pour {other} ?',
    text: `On nous demande, au nom de {address}, d’envoyer désormais vos listes à {other}.

Si c’est bien vous, répondez OUI à ce mail. Sinon, ne faites rien : rien ne change.`,
  },
  'move-new': {
    subject: 'Recevoir vos listes à cette adresse ?',
    text: `Depuis {other}, on nous demande d’envoyer désormais à {address} les listes que cette personne reçoit.

Si c’est bien vous, répondez OUI à ce mail. Sinon, ne faites rien : rien ne change.`,
  },
  'move-asked': {
    subject: 'Votre nouvelle adresse : encore une réponse',
    text: `Vous demandez de recevoir vos listes à {other}. Si cette adresse peut les recevoir, nous venons de lui écrire : répondez-y OUI, et le changement sera fait.

Si rien n’y arrive, vérifiez l’adresse. Si elle est déjà inscrite ici, quittez d’abord ses listes depuis cette boîte, puis recommencez.`,
  },
  moved: {
    subject: 'Vos listes arrivent maintenant à {other}',
    text: `C’est fait : les listes que vous receviez à {old} arrivent maintenant à {other}. Vous pouvez leur écrire depuis l’une ou l’autre adresse.

Pour gérer ou modérer une liste depuis cette nouvelle adresse, ouvrez d’abord votre page depuis l’ancienne : {home}

Si ce n’est pas vous, répondez CE N’EST PAS MOI à ce mail : tout reviendra comme avant. C’est possible pendant 180 jours.`,
  },
  'address-answer-late': {
    subject: 'Votre réponse à propos de {other} arrive trop tard',
    text: `Vous répondez à un ancien mail à propos de {other}. Il ne peut plus servir : votre réponse n’a rien changé.

Si {other} est à vous, refaites simplement votre demande. Si cette adresse n’est pas à vous, ou si vous n’avez rien demandé, écrivez à postmaster@{domain} : une personne remettra les choses en ordre.`,
  },
  'address-unclear': {
    subject: 'Relier deux adresses : de laquelle s’agit-il ?',
    text: `Vous nous parlez d’une autre adresse, et nous ne l’avons pas comprise, ou nous ne pouvons pas nous en servir.

Répondez à ce mail, depuis l’adresse qui n’est pas encore connue, par MON AUTRE ADRESSE suivi de celle que nous connaissons. Par exemple : MON AUTRE ADRESSE jean@asso.example

Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
} as const
