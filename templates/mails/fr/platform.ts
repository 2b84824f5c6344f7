export const platform = {
  'your-lists': {
    subject: 'Vos listes sur {platform}',
    text: `Voici les listes dont vous recevez les messages à l’adresse {address} :

{lists}

Pour quitter l’une d’elles, répondez à ce mail par QUITTER suivi de son adresse, par exemple QUITTER bureau@{domain}.`,
  },
  'no-lists': {
    subject: 'Vos listes sur {platform}',
    text: `À l’adresse {address}, vous ne recevez les messages d’aucune liste. Vous en recevez peut-être à une autre de vos adresses : écrivez-nous alors depuis celle-là.

Pour savoir quelles listes existent, répondez LISTES à ce mail. Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  'all-lists': {
    subject: 'Les listes de {platform}',
    text: `Voici les listes que vous pouvez rejoindre ou consulter :

{lists}

Pour recevoir les messages de l’une d’elles, répondez à ce mail par REJOINDRE suivi de son adresse, par exemple REJOINDRE bureau@{domain}.`,
  },
  'no-such-list': {
    subject: 'Quelle liste souhaitez-vous rejoindre ?',
    text: `Vous avez demandé à rejoindre « {name} », et nous ne trouvons pas de liste de ce nom.

Pour savoir quelles listes existent, répondez LISTES à ce mail. Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  'platform-help': {
    subject: 'Comment utiliser {platform}',
    text: `C’est un programme, {platform}, qui lit cette adresse. Il sert aux listes de diffusion.

Répondez à ce mail par un de ces mots :

MES LISTES : savoir quelles listes vous recevez
CHERCHER et quelques mots : trouver des messages dans toutes vos listes
LISTES : savoir quelles listes existent

Vous pouvez aussi écrire à une liste. Pour une liste qui s’appellerait bureau@{domain} :

Savoir comment l’utiliser : bureau-request@{domain}
Quitter la liste : bureau-unsubscribe@{domain}
Parler à ses responsables : bureau-owner@{domain}

Voir les listes sur le site : {home}

Pour parler à une personne, écrivez à postmaster@{domain}.`,
  },
  login: {
    subject: 'Votre connexion à {platform} : {code}',
    text: `Vous avez demandé à vous connecter à {platform}. Ouvrez ce lien :

Me connecter : {link}

Si le lien ne s’ouvre pas, recopiez ce code sur la page de connexion : {code}

Le lien et le code servent une seule fois, pendant une heure. Ne les donnez à personne.

Si vous n’avez rien demandé, ne faites rien : sans ce mail, personne ne peut se connecter à votre place.`,
  },
} as const
