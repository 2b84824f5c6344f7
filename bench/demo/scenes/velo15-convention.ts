import { type Scene, scene } from '../scene.ts'

const LIST = 'discussion@velo15.example'

/** The long one: what should become of the rue de la Convention. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { ago: 31 },
    'Piste de la rue de la Convention : votre avis avant la réunion à la mairie',
    `
@anne
Chères amies, chers amis,

La mairie nous reçoit {mardi+6} à 18 h 30 à propos de la rue de la Convention. Trois scénarios sont sur la table :

1. une piste à double sens côté nord, en supprimant une file de stationnement ;
2. deux pistes à sens unique, étroites (1,50 m), de chaque côté ;
3. « on ne touche à rien mais on repeint ».

Je voudrais arriver avec l'avis du plus grand nombre. Dites ce que vous préférez, et pourquoi. Tout le monde a le droit de changer d'avis en lisant les autres.

Anne
@thomas
Le 1, sans hésiter. 1,50 m, c'est la largeur d'un triporteur avec le coude dehors. On ne pourra pas doubler, et tout le monde finira sur la chaussée.
@gerard
Le 2. À double sens, les voitures qui tournent rue Saint-Charles ne regardent jamais du bon côté. J'ai été renversé exactement comme cela boulevard Pasteur.
@helene
Gérard soulève le vrai problème. Le 1 n'est bon que si les carrefours sont traités : plateau surélevé, stop pour les voitures qui tournent.
@paul
Chiffres de mon comptage de mardi, de 8 h à 9 h au niveau du métro Convention : 412 vélos, dont 61 cargos. Avec 15 % de cargos on ne peut pas faire 1,50 m.
@sylvie
Merci Paul ! Est-ce que tu peux m'envoyer le détail ? Je le mettrai dans le dossier.
@paul +comptage-convention.csv
Voilà le fichier, quart d'heure par quart d'heure, dans les deux sens.
@xavier
Je suis commerçant autant que cycliste et je vous demande de penser aux livraisons. Si l'on supprime toute la file nord, les camions s'arrêteront sur la piste. C'est écrit d'avance.
@fatou
Xavier a raison, il faut demander les places de livraison EN MÊME TEMPS, de l'autre côté et dans les rues adjacentes. Sinon on aura une belle piste pleine de camionnettes.
@lucas
Le 1 aussi pour moi. Et franchement le 3 c'est une blague ?
@anne
Le 3 est ce que demande l'association des riverains du haut de la rue, donc il faut y répondre poliment, avec des arguments.
@nadia >7
Très parlant, ce comptage. On voit bien la pointe des écoles à 8 h 20.
@mireille
Je suis passée au 1 en vous lisant. Mais j'ai 72 ans et un double sens avec des gens pressés en face me fait un peu peur. Est-ce qu'on peut demander une vraie ligne au milieu ?
@thomas >13
Oui, c'est dans les recommandations nationales : ligne axiale en pointillés et 3 m au minimum, 4 m conseillés quand il y a plus de 1 500 vélos par jour.
@olivier
Et 4 m, est-ce que ça rentre ? J'ai mesuré sur le plan : entre les deux bordures on a 12,80 m devant le square. Deux files de bus à 3,25 m, reste 6,30 m. Ça rentre.
@jp
Attention, devant la poste la rue se resserre à 11,90 m. Il faudra rogner sur le trottoir ou descendre à 3,40 m sur quarante mètres.
@marijo
3,40 m sur quarante mètres, ce n'est pas un drame si le reste est bon.
@gerard >4
Si les carrefours sont traités comme le dit Hélène, je me rallie au 1. Mais je veux l'entendre de la bouche de l'adjoint.
@bernard
Étant sourd d'une oreille, je vote pour tout ce qui sépare les vélos des scooters. Le 1 avec une bordure haute, donc.
@michel
Pour mémoire, en 2009 on nous avait promis la même chose avant l'été. C'était l'été 2009.
@lucas
On parie combien, Michel ?
@michel
Un café contre un demi. Je serai ravi de perdre.
@sylvie +avis-convention.odt
Voici le brouillon de notre avis : scénario 1 avec carrefours surélevés, ligne axiale, huit places de livraison recréées et bordure haute. Relisez avant lundi midi s'il vous plaît.
@helene
Relu, rien à redire sauf « cycliste » au pluriel page 2. Bravo à tous, c'est un vrai travail collectif.
@anne
Envoyé ! Nous serons six {mardi+6}. Je vous raconte tout le soir même, promis, même si je rentre tard.`,
  ),

  scene(
    LIST,
    { ago: 23 },
    'La réunion à la mairie, à chaud',
    `
@anne
Bonsoir,

Je rentre à l'instant. L'adjoint avait lu notre avis, annoté, et il avait imprimé le comptage de Paul. Il retient le scénario 1. Les carrefours Saint-Charles et Lourmel seront surélevés. Pour les livraisons, il en promet cinq au lieu de huit. Travaux au printemps, concertation publique avant.

Rien n'est signé, mais je ne l'avais jamais vu prendre autant de notes.

Anne
@michel
Je commence à mettre de côté pour le demi.
@fatou
Bravo Anne, bravo tout le monde ! Cinq places c'est un bon début, je prépare la liste des rues pour les trois autres.
@gerard
Il l'a dit pour les carrefours ? Devant témoins ? Alors je retire tout ce que j'ai dit sur lui depuis douze ans.`,
  ),
]
