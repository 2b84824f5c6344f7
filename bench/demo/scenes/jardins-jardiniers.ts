import { type Scene, scene } from '../scene.ts'

const LIST = 'jardiniers@jardinsduquai.example'

/** Gardeners among themselves; everybody may read. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { on: '11-12' },
    'Fermeture de l’eau pour l’hiver',
    `
@gael
Bonjour à tous,

On annonce du gel dans la semaine. Je fermerai la vanne générale {samedi} à 11 h et je viderai les tuyaux. Après cela il restera les deux citernes, la grise et la bleue. Pensez à rentrer vos embouts de laiton, ils éclatent.

Gaël
@pierrette
Merci Gaël. Je viendrai vous aider à rouler les tuyaux, j'ai retrouvé mes gants.
@sofia
Est-ce qu'on peut encore arroser vendredi ? J'ai des fèves qui viennent de lever.
@gael
Oui, jusqu'à vendredi soir sans problème. Et tes fèves ne craignent rien jusqu'à moins cinq.`,
  ),

  scene(
    LIST,
    { on: '11-04' },
    'Surplus de courges : servez-vous',
    `
@juliette +courges.png
Il y a une brouette de courges devant la cabane : potimarrons, butternuts, et une musquée de neuf kilos que je ne peux plus soulever. C'est la récolte de la parcelle commune, elle est à tout le monde.

Prenez-en, emportez-en à vos voisins, et dites-moi vos recettes.

Juliette
@amina
J'en ai pris deux. Chez nous on les fait au mafé, c'est un délice, je vous apporte un bocal dimanche.
@bich
Moi en soupe avec du gingembre et du lait de coco. Merci Juliette !
@roger
La musquée est partie avec moi, dans le caddie de mon immeuble. La gardienne m'a regardé drôlement.
@estelle
En gratin, avec des châtaignes. J'ai mis la recette sur la porte de la cabane, faute de mieux.`,
  ),

  scene(
    LIST,
    { ago: 3 },
    'Le robinet du fond fuit',
    `
@chantal
Bonjour, le robinet près des framboisiers fuit depuis trois jours, un filet mais sans arrêt. J'ai mis un seau. Le seau déborde.
@patrick
C'est le joint. J'en ai un, je passe demain matin avant mon train.
@patrick
Changé. Le seau peut prendre sa retraite.
@chantal
Vous êtes formidable. Je vous ai laissé un pot de gelée de coing dans la cabane, étagère du haut.`,
  ),

  scene(
    LIST,
    { on: '10-22' },
    'Semis d’automne : échange de graines {dimanche}',
    `
@dominique
Bonjour les jardiniers,

Échange de graines {dimanche} à partir de 15 h sous le tilleul. J'apporte : mâche, épinard géant d'hiver, fèves d'Aguadulce, poireau bleu de Solaise. Apportez ce que vous avez récolté, même en petite quantité, dans une enveloppe avec le nom et l'année.

Dominique
@yasmine
J'aurai de la coriandre et des pois chiches de ma grand-mère !
@maurice
Des pois de senteur, variété ancienne, semés par mon père en 1961 et ressemés chaque année depuis. Je n'en donne qu'à ceux qui promettent de m'en rendre.
@lucie
Je promets, Maurice.
@guy
Et moi de l'ail rose, une tresse entière.`,
  ),

  scene(
    LIST,
    { on: '04-28' },
    'Des limaces, encore des limaces',
    `
@ghislaine
Je renonce. Ma planche de laitues a disparu en deux nuits. Quelqu'un a-t-il une méthode qui marche vraiment ? J'ai essayé la cendre, les coquilles d'œuf, la bière (elles ont l'air de l'apprécier).
@henri
La planche de bois posée à plat : elles s'y réfugient le jour, tu la retournes à midi et tu les portes au compost. C'est long mais c'est sûr.
@samuel
Les coureurs indiens ! On avait dit qu'on adopterait des canards…
@solange
On avait dit qu'on en parlerait, Samuel, et la Ville a répondu : pas de canards.
@bich
Plante des laitues à feuilles rouges, elles les aiment moins. Les miennes ont tenu.
@ghislaine
Merci à tous. La planche fonctionne : vingt-sept en une journée. J'ai arrêté de compter.`,
  ),

  scene(
    LIST,
    { ago: 16 },
    'Clé de la cabane à outils',
    `
@estelle
Le cadenas de la cabane a été changé ce matin, l'ancien était grippé. Le nouveau code est affiché à l'intérieur du tableau de la grille (il faut donc déjà être dans le jardin). Merci de ne pas l'écrire ici, nos archives sont ouvertes à tous.
@guy
Merci Estelle. Et merci à celui qui a rangé les fourches par taille, je me suis cru dans un magasin.
@roger
C'était moi. La retraite.`,
  ),

  scene(
    LIST,
    { on: '05-25' },
    'Un rouge-queue niche dans la cabane',
    `
@lucie
Il y a un nid dans la cabane, sur l'étagère des pots, côté fenêtre : quatre œufs tout blancs. C'est un rouge-queue noir, j'ai vu la femelle. Est-ce qu'on pourrait laisser l'étagère tranquille et le fenestron ouvert ?
@maurice
Bien sûr. J'ai mis une ficelle et un petit carton « occupé ».
@juliette
Trop beau ! Les enfants de l'école viennent jeudi, je leur montrerai de loin.
@lucie
Trois sont envolés ce matin, le quatrième hésite au bord du nid. Je suis en retard au travail.
@lucie
Envolé aussi !`,
  ),

  scene(
    LIST,
    { on: '06-28' },
    'Arrosage pendant les vacances : le tableau',
    `
@solange +arrosage.csv
Chers jardiniers,

Beaucoup d'entre vous partent en même temps, comme chaque été. Voici le tableau d'arrosage : une ligne par parcelle, une colonne par semaine. Écrivez votre nom dans les cases où vous êtes là. Règle simple : qui arrose trois parcelles voisines sera arrosé trois semaines.

On arrose le soir, au pied, pas les feuilles.

Solange
@pierrette
Je suis là tout l'été, mettez-moi les 12 à 16 et celle de Madame Meunier.
@chantal
Merci Pierrette ! Prenez toutes les tomates que vous voudrez.
@amina
Semaines 1 et 2 pour moi, avec mes fils, parcelles 20 à 24.
@nadia
Semaine 4, et je peux venir deux soirs de la semaine 5.
@marc
Le compteur d'eau est à 212 m³. L'an dernier à la même date nous étions à 260. Continuez le paillage, ça se voit sur la facture.
@solange
Tableau complet. Bel été à tous, et envoyez des cartes postales à la cabane.`,
  ),

  scene(
    LIST,
    { on: '07-15' },
    'Mildiou sur les tomates : que faire, faut-il tout arracher, et est-ce que quelqu’un saurait reconnaître avec certitude, sur photo ou mieux sur place, la différence entre le mildiou, l’alternariose et un simple coup de soleil sur les feuilles du bas ?',
    `
@maurice
Tout est dans le titre, excusez-moi, je ne sais pas où l'on écrit le texte dans ce nouveau téléphone.
@henri
Ne touche à rien, je passe ce soir. Taches brunes huileuses avec un duvet blanc dessous : mildiou. Taches en cible : alternariose. Feuilles blanches et sèches : soleil.
@maurice
Des taches en cible.
@henri
Alternariose, donc. On enlève les feuilles du bas, on les met à la poubelle et pas au compost, et on paille. Tu auras des tomates.
@maurice
J'ai eu des tomates. Onze kilos. Merci Henri.`,
  ),

  scene(
    LIST,
    { on: '05-06' },
    'Visite de la classe de CE2',
    `
@juliette
Bonjour,

La classe de CE2 de l'école de la rue Saint-Charles vient {jeudi+6} de 9 h 30 à 11 h. Vingt-six enfants. Il me faudrait quatre jardiniers pour quatre ateliers : semer des radis, chercher des vers de terre, reconnaître les aromates les yeux bandés, et le thé à la menthe.

Juliette
@yasmine
Le thé, évidemment.
@henri
Les vers de terre. C'est mon public.
@colette
Les aromates, j'apporterai les foulards du théâtre pour bander les yeux.
@gael
Les radis pour moi. Dix-huit jours, ils pourront revenir les manger.
@juliette
Vingt-six lettres de remerciement dans la boîte ce matin. La meilleure : « Les vers de terre ont cinq cœurs et Monsieur Henri aussi. »`,
  ),

  scene(
    LIST,
    { on: '05-11' },
    'Plants de tomates à partager',
    `
@bich
J'ai trop de plants : 14 Cornue des Andes, 9 Noire de Crimée, 6 Green Zebra. Les saints de glace sont presque passés, ils peuvent être mis en terre. Je les pose sous la serre {samedi}, prenez-en deux ou trois chacun.
@sofia
Une Cornue et une Noire pour moi, merci !
@patrick
Deux Green Zebra. Ma petite-fille croit qu'elles viennent d'Afrique.
@bich
Tout est parti sauf une Cornue, je l'ai appelée Réserve.`,
  ),

  scene(
    LIST,
    { on: '02-12' },
    'Nichoirs et mangeoires : atelier samedi',
    `
@patrick +nichoir.pdf
Bonjour,

Atelier nichoirs {samedi+4}, 14 h, avec les chutes de bois que René (des Trois Ponts) nous a données. Plan joint, pour mésange bleue : trou de 28 mm, pas plus, sinon les moineaux s'installent. J'apporte la scie cloche.

Patrick
@guy
Je viens avec deux visseuses et un petit-fils.
@mireille
Est-ce possible d'en accrocher un sur un balcon au troisième étage ?
@patrick
Oui, à l'est, à l'ombre l'après-midi, hors de portée du chat.`,
  ),

  scene(
    LIST,
    { ago: 367 },
    'Photo des quinze ans du jardin',
    `
@solange +quinze-ans.png
Chers tous,

Quinze ans que nous avons arraché les gravats de ce terrain. Merci d'être venus si nombreux dimanche : 74 personnes, 31 gâteaux, un accordéon. Je joins le plan des parcelles redessiné pour l'occasion.

Solange
@roger
Je me souviens de la première brouette. Elle était pleine de bouteilles.
@dominique
Et moi de la première tomate. On l'avait coupée en dix-neuf.
@marc
Les gâteaux ont rapporté 186 euros, qui paieront le nouveau composteur.`,
  ),

  scene(
    LIST,
    { on: '08-24', lastYear: true },
    'Des chardonnerets sur les tournesols',
    `
@colette
Ne coupez pas les tournesols fanés de l'allée centrale, s'il vous plaît ! Il y a quatre chardonnerets dessus depuis ce matin, ils les vident comme des pochettes-surprises.
@lucie
J'y cours avec mes jumelles.
@maurice
Je n'en avais plus vu au Quai depuis 1998.`,
  ),
]
