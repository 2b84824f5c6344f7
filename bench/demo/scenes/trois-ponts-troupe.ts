import { type Scene, scene } from '../scene.ts'

const LIST = 'troupe@troisponts.example'

/** The company at work. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { ago: 0 },
    'Répétition de {jeudi+1} déplacée salle Brancion',
    `
@camille
Bonjour la troupe,

La salle Saint-Lambert est prise {jeudi+1} par une réunion de copropriétaires (ne riez pas). Nous répétons donc salle Brancion, 61 rue Brancion, même heure, 19 h 30. Acte II en entier, texte su. Antoine vient voir les places pour les lumières.

Prévenez Suzanne, qui lit ses mails une fois par lune.

Camille
@suzanne
Je les lis tous les jours, figurez-vous. J'y serai.
@hugo
Y a-t-il un digicode ?
@camille
Oui, 4829A, puis au fond de la cour. Ça sent le judo, c'est normal.`,
  ),

  scene(
    LIST,
    { ago: 5 },
    'Costumes de l’acte II : essayages',
    `
@josiane
Mes chers amis,

Les costumes de l'acte II sont prêts à essayer. Je vous attends chez moi, 14 rue Péclet, samedi de 14 h à 18 h, par tranches d'un quart d'heure. Venez avec les chaussures que vous porterez sur scène, c'est pour les ourlets.

Et s'il vous plaît : si vous avez changé de tour de taille depuis la dernière fois, dites-le avant, je ne juge personne.

Josiane
@leila
14 h 30 pour moi. Et… deux centimètres. Peut-être trois.
@david
15 h. Rien à signaler, sinon une moustache.
@josiane
La moustache reste, elle est parfaite pour le notaire !
@raphael
16 h 15, je sors du travail à 16 h. J'apporte un gâteau, ce qui n'arrangera pas les ourlets.
@monique
Je ne joue pas, mais je viens aider à épingler. Le souffleur s'ennuie le samedi.`,
  ),

  scene(
    LIST,
    { ago: 13 },
    'Coupes dans la scène 4',
    `
@camille +scene-4-coupee.odt
Bonsoir,

Après le filage d'hier (2 h 37 !) je propose des coupes dans la scène 4, acte III. Vous trouverez la version coupée en pièce jointe : la tirade du marchand passe de deux pages à une, les deux entrées du valet n'en font plus qu'une.

Lisez, grognez, puis dites-moi si le sens tient encore.

Camille
@alain
Je grogne. C'est MA tirade. Cela dit, la fin est plus forte ainsi, je suis bien obligé de le reconnaître.
@margot
Pour le valet c'est mieux : je ne comprenais pas pourquoi je ressortais pour revenir dix secondes plus tard.
@victor
Attention, à la page 3 on perd la réplique « et la lettre ? », or c'est mon top pour l'entrée. On peut la donner à Margot ?
@margot
Je la prends volontiers, je la mets juste avant de poser le plateau.
@camille
Adopté. On gagne onze minutes. Alain, je te dois une tirade.`,
  ),

  scene(
    LIST,
    { ago: 20 },
    'Italienne samedi matin ?',
    `
@noemie
Coucou, est-ce que certains voudraient faire une italienne de l'acte I samedi matin, dans un café, juste le texte, vite, sans jouer ? Je bute encore sur la scène avec l'oncle.
@leila
Oui !! 10 h au café de la place Charles-Vallin ?
@alain
L'oncle sera là. Il prendra un crème.
@agathe
Je viens aussi, même si je n'ai que huit répliques. Je les dirai très bien.
@noemie
Merci, c'était exactement ce qu'il me fallait. Le patron du café connaît maintenant la pièce par cœur.`,
  ),

  scene(
    LIST,
    { ago: 41 },
    'Décor : qui a une échelle double et un samedi ?',
    `
@antoine +plan-du-decor.pdf
Salut tout le monde,

Le plan du décor est arrêté (ci-joint). On construit les trois châssis du fond samedi 9 h – 17 h dans la cour de l'atelier de René. Il faut : deux personnes pour scier, deux pour visser, une pour surveiller que les deux premières ne se coupent rien, et une échelle double.

Le bois est livré vendredi.

Antoine
@rene
L'échelle est là, la cour aussi, et ma femme fait un couscous.
@victor
Je scie.
@francois
Je visse. Et je garde les factures, merci de ne pas les mettre dans vos poches de pantalon comme l'an dernier.
@colette
Je surveille, c'est tout à fait moi.
@antoine
Trois châssis debout, zéro blessé, un couscous mémorable. Merci ! On peint la semaine prochaine : brun Van Dyck et patience.`,
  ),

  scene(
    LIST,
    { on: '09-29' },
    'Distribution : la voici',
    `
@camille
Chers tous,

J'ai passé une semaine à tourner et retourner cette distribution. Elle n'est pas faite pour plaire à chacun mais pour que la pièce tienne debout :

Araminte : Leïla. Dorante : Raphaël. Dubois : David. Madame Argante : Suzanne. Monsieur Rémy : Alain. Marton : Noémie. Le Comte : Hugo. Arlequin : Margot. Le garçon joaillier : Agathe. Souffleuse et mémoire : Monique.

Première lecture mardi. Prenez un crayon.

Camille
@suzanne
Madame Argante ! J'attendais ce rôle depuis ma retraite. Merci Camille.
@hugo
Trop content. Je vais m'acheter des bas.
@agathe
Parfait pour moi, avec le bébé je n'aurais pas pu apprendre plus.
@raphael
C'est un grand rôle, j'ai un peu le vertige. Merci de la confiance.
@david
Dubois a toutes les ficelles en main, comme dans la vie.`,
  ),

  scene(
    LIST,
    { ago: 101 },
    'Mal de gorge et projection : les exercices d’Élodie',
    `
@elodie
Bonjour,

Plusieurs d'entre vous ont demandé les exercices de voix du stage. En bref :

- le matin, bâiller bouche fermée, cinq fois ;
- souffler dans une paille plongée dans un verre d'eau en faisant « ou », deux minutes ;
- dire son texte en chuchotant mais en articulant comme pour un sourd ;
- boire. Pas du café.

Et ne toussez pas pour vous éclaircir la voix : avalez.

Élodie
@nicole
La paille, ça marche vraiment. Mon mari croit que je fais des bulles pour m'amuser.
@alain
Merci, je m'y mets. J'ai fini la dernière représentation avec une voix de corbeau.`,
  ),

  scene(
    LIST,
    { ago: 128 },
    'Quelqu’un a-t-il vu la malle d’accessoires n° 3 ?',
    `
@monique
La malle n° 3 (chandeliers, éventails, la fausse oie) n'est plus dans le placard de Saint-Lambert. Est-ce que l'un de vous l'aurait emportée après la dernière ?
@hugo
Pas moi. L'oie était déjà toute seule sur le piano quand je suis parti.
@francois
Elle est dans ma cave ! Je l'ai prise pour réparer la charnière et j'ai oublié de vous le dire. L'oie va bien.
@monique
Ouf. J'avais commencé à chercher le prix d'une oie.`,
  ),

  scene(
    LIST,
    { ago: 156 },
    'Sortie au théâtre de la Tempête : 11 places',
    `
@helene
Bonjour,

J'ai bloqué onze places au tarif de groupe (14 euros) pour la pièce dont Camille nous a parlé, à la Cartoucherie, {vendredi+12} à 20 h. Navette au métro Château de Vincennes à partir de 19 h.

Qui en est ? Premiers inscrits, premiers servis.

Hélène
@victor
Deux pour moi, je viens avec ma fille.
@colette
Une, merci Hélène.
@david
Une aussi. On dîne là-bas avant ? La soupe y est très honorable.
@odile
Une pour moi si c'est encore possible.
@helene
Complet ! J'ouvre une liste d'attente, il y a toujours un rhume.`,
  ),

  scene(
    LIST,
    { on: '03-22' },
    'Après la dernière : merci',
    `
@camille
Mes amis,

Quatre représentations, 391 spectateurs, une panne de projecteur, un fou rire contenu de justesse (Leïla, je t'ai vue), et un public debout samedi.

Je n'ai pas de grands mots. Merci à ceux qui étaient dans la lumière, et plus encore à ceux qui étaient dans le noir.

On se repose deux semaines. Puis on lit Marivaux.

Camille
@leila
Ce n'était pas un fou rire, c'était une émotion qui cherchait sa sortie.
@rene
391, c'est notre record depuis 1994. Le président est fier, et il a mal au dos.
@josiane
J'ai pleuré dans les coulisses sur la redingote de David. Elle séchera.
@antoine
La panne du projecteur 7, c'était un fusible. Je l'ai encadré.`,
  ),

  scene(
    LIST,
    { ago: 262 },
    'Troc de textes, romans, partitions',
    `
@nicole
Bonjour à tous, je vide ma bibliothèque avant travaux : tout Labiche en six volumes, Anouilh, une trentaine de numéros de l'Avant-Scène. C'est à donner, à condition que cela soit lu. Je les apporte mardi.
@margot
Je suis preneuse de l'Avant-Scène !
@alain
Labiche, si personne n'en veut. Sinon je me battrai.
@nicole
Personne ne se bat, Alain, ils sont pour vous.`,
  ),

  scene(
    LIST,
    { ago: 318 },
    'Impro du mardi : on continue ?',
    `
@agathe
Les trois séances d'improvisation m'ont fait un bien fou. Est-ce qu'on en garde une par mois même pendant les répétitions ?
@raphael
Oh oui. Le match des valets contre les notaires était immense.
@camille
Le premier mardi de chaque mois, alors, la dernière demi-heure. C'est bon pour l'écoute, et l'écoute est bonne pour tout.
@hugo
Je demande que la fausse oie soit admise comme partenaire.`,
  ),

  scene(
    LIST,
    { ago: 431 },
    'Coup de main pour un déménagement de piano',
    `
@david
La paroisse nous donne son piano droit, à condition que nous l'enlevions avant la fin du mois. Il y a onze marches. Il faut six paires de bras et quelqu'un qui sait dire « doucement ». {samedi+6}, 9 h, 7 rue Gerbert.
@victor
Présent. J'ai des sangles.
@rene
Présent pour dire « doucement ».
@hugo
Présent, avec deux copains du rugby.
@david
Le piano est à Saint-Lambert, il n'a perdu qu'un ivoire et Hugo un ongle. Merci les amis. L'accordeur passe jeudi.`,
  ),
]
