import { type Scene, scene } from '../scene.ts'

const LIST = 'bureau@velo15.example'

/** The board, among themselves. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { ago: 2 },
    'Ordre du jour de la réunion de {mercredi+1}',
    `
@sylvie
Bonjour à tous les six,

Réunion {mercredi+1} à 19 h chez Anne (interphone Martin-Duval). Points prévus :

1. local de la rue Olivier-de-Serres : renouvellement du bail ;
2. subvention {an+1}, pièces à fournir ;
3. suites de la réunion sur la rue de la Convention ;
4. l'atelier du samedi déborde, que fait-on ?

Ajouts bienvenus jusqu'à lundi.

Sylvie
@jp
Ajoute s'il te plaît : remboursement des frais de déplacement, j'ai trois notes en attente et deux sans justificatif.
@karim
Je serai en retard, je ferme l'atelier à 19 h. Commencez par le point 1.
@anne
Soupe et fromage, n'apportez rien. Enfin, du pain.`,
  ),

  scene(
    LIST,
    { ago: 26 },
    'Bail du local : la proposition du bailleur',
    `
@jp +projet-de-bail.pdf
Bonsoir,

J'ai reçu le projet de bail. Le loyer passe de 410 à 465 euros par mois, charges comprises, pour trois ans. En échange ils refont l'électricité, ce qui n'est pas du luxe. À ce prix nous restons à l'équilibre si les adhésions ne baissent pas de plus de dix pour cent.

À lire avant la réunion, page 1 surtout.

Jean-Pierre
@anne
Merci JP. On peut demander un lissage : 430 la première année, 450, puis 465 ?
@jp
Je l'appelle lundi avec exactement cette phrase.
@jp
Accepté pour 435, 450, 465. Il a même dit que nous étions ses locataires les moins bruyants.
@karim
C'est qu'il ne vient jamais le samedi.`,
  ),

  scene(
    LIST,
    { ago: 58 },
    'Assurance de la vélo-école',
    `
@fatou
Question urgente : l'assureur me demande si les moniteurs sont « encadrants diplômés » ou « bénévoles formés en interne ». La cotisation n'est pas la même. On répond quoi ?
@thomas
Bénévoles formés en interne, c'est la vérité. Quatre d'entre nous ont en plus l'attestation fédérale, on peut le préciser sans changer de case.
@sylvie
D'accord avec Thomas. J'ai les quatre attestations numérisées, je te les envoie.
@fatou
Réglé : 214 euros pour l'année, comme avant. Merci !`,
  ),

  scene(
    LIST,
    { ago: 97 },
    'Un adhérent mécontent',
    `
@mireille
Chers amis, j'ai eu au téléphone pendant quarante minutes un monsieur qui a attendu deux heures samedi à l'atelier et qui est reparti sans que son vélo soit réparé. Il menace d'écrire à la mairie. Il n'avait pas tout à fait tort sur l'attente.
@karim
Je vois qui c'est. Il est arrivé à 16 h 40 pour changer une boîte de pédalier, on ferme à 17 h. Mais c'est vrai que personne ne lui a dit en arrivant que ce serait trop long.
@anne
Mettons un tableau à l'entrée avec une heure limite : plus de grosse réparation après 15 h 30. Et quelqu'un à l'accueil. Mireille, veux-tu que je le rappelle ?
@mireille
C'est fait, je lui ai proposé mercredi avec Karim. Il apporte des croissants. Je crois qu'il voulait surtout parler.`,
  ),

  scene(
    LIST,
    { on: '01-12' },
    'Comptes de l’année : premier jet',
    `
@jp +comptes-provisoires.csv
Chers tous,

Voici les comptes provisoires. En résumé : 14 208 euros de recettes, 13 655 de dépenses, un petit excédent de 553 euros. Les adhésions progressent (287, contre 261), les dons aussi ; les pièces détachées coûtent de plus en plus cher.

Vos remarques avant que je présente cela à l'assemblée.

Jean-Pierre
@thomas
Clair comme toujours. Peut-on isoler les pièces de l'atelier ? Je voudrais montrer que l'atelier se paie tout seul.
@jp
Oui : 3 120 de pièces, 3 480 de participation libre. Il se paie tout seul et il offre le café.
@anne
Formidable. Merci JP, je sais les soirées que ça représente.`,
  ),

  scene(
    LIST,
    { ago: 188 },
    'Candidature de Claire au bureau',
    `
@anne
Claire Baudouin serait prête à nous rejoindre pour s'occuper du bulletin et des réseaux. Elle assisterait aux trois prochaines réunions comme invitée avant l'élection. Êtes-vous d'accord ?
@sylvie
Oui, et avec soulagement.
@karim
Oui !
@thomas
Oui, à condition qu'elle sache qu'il y a de la soupe.`,
  ),

  scene(
    LIST,
    { ago: 402 },
    'Vol dans le local',
    `
@karim
Mauvaise nouvelle : la porte de la cave a été forcée dans la nuit. Il manque le compresseur, deux pieds d'atelier et la caisse (une quarantaine d'euros). Les vélos des adhérents sont tous là, ils étaient attachés aux crochets.
@jp
J'appelle l'assurance à l'ouverture. Karim, photos de la serrure et liste avec les prix d'achat, s'il te plaît.
@anne
Je dépose plainte avec toi à midi, commissariat de la rue de Vaugirard. Personne n'était là, personne n'est blessé, le reste se rachète.
@jp
Réponse de l'assurance : 690 euros, franchise déduite. On peut racheter un compresseur et poser une vraie serrure.`,
  ),
]
