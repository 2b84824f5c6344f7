export const platform = {
  'your-lists': {
    subject: 'Vos listes sur {platform}',
    text: `Voici les listes dont vous recevez les messages à l’adresse {address} :

{lists}

Pour ne plus recevoir l’une d’elles, répondez à ce mail par QUITTER suivi de son adresse.`,
  },
  'no-lists': {
    subject: 'Vos listes sur {platform}',
    text: `À l’adresse {address}, vous ne recevez les messages d’aucune liste. Vous en recevez peut-être à une autre adresse : écrivez-nous depuis celle-là.

Pour savoir quelles listes existent, répondez LISTES à ce mail. Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  'all-lists': {
    subject: 'Les listes de {platform}',
    text: `Voici les listes que vous pouvez rejoindre ou consulter :

{lists}

Pour recevoir les messages de l’une d’elles, répondez à ce mail par REJOINDRE suivi de son adresse.`,
  },
  'no-such-list': {
    subject: 'Quelle liste souhaitez-vous rejoindre ?',
    text: `Vous avez demandé à rejoindre « {name} », et nous ne trouvons pas de liste de ce nom.

Pour savoir quelles listes existent, répondez LISTES à ce mail. Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  'platform-help': {
    subject: 'Comment utiliser {platform}',
    text: `Cette adresse est celle d’un programme, {platform}. Pour une liste de diffusion, par exemple bureau@{domain} :

Savoir comment elle marche : bureau-request@{domain}
Ne plus recevoir ses messages : bureau-unsubscribe@{domain}
Écrire à ses responsables : bureau-owner@{domain}

Les listes que vous pouvez consulter sont ici : {home}

Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  login: {
    subject: 'Votre connexion à {platform} : {code}',
    text: `Pour vous connecter à {platform}, ouvrez ce lien :

{link}

ou recopiez ce code sur la page de connexion : {code}

Le lien et le code servent une seule fois, pendant une heure. Si vous n’avez rien demandé, ne faites rien : personne ne peut se connecter sans ce mail.`,
  },
} as const
