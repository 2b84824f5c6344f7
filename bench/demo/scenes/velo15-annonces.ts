import { type Scene, scene } from '../scene.ts'

const LIST = 'annonces@velo15.example'

/** What everybody receives, a message or two a month. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { ago: 6 },
    'Atelier du samedi : nouveaux horaires',
    `
@karim
Bonjour,

À partir de {samedi}, l'atelier de réparation de la rue Olivier-de-Serres ouvre de 13 h 30 à 17 h 30. Pour les grosses réparations (roue, pédalier, fourche), arrivez avant 15 h 30.

On vous prête les outils et les conseils, c'est vous qui réparez. Prix libre, pièces d'occasion à partir d'un euro.

L'équipe de l'atelier`,
  ),
  scene(
    LIST,
    { ago: 34 },
    'Concertation rue de la Convention : venez nombreux',
    `
@anne
Bonjour à toutes et à tous,

La mairie du 15e présente son projet pour la rue de la Convention {jeudi+9} à 19 h, salle Vaugirard (entrée libre, vélos dans la cour). Plus nous serons nombreux à dire calmement pourquoi nous avons besoin d'une piste, plus il sera difficile de l'oublier.

Vous n'avez jamais pris la parole en public ? Venez quand même : compter les mains levées, cela se fait aussi.

Anne Martin, présidente`,
  ),
  scene(
    LIST,
    { on: '09-02' },
    'Forum des associations {samedi} : passez nous voir',
    `
@sylvie
Bonjour,

Vélo 15 tient un stand au forum des associations {samedi}, de 10 h à 18 h, sur le parvis de la mairie. Marquage de vélos toute la journée (8 euros, apportez une pièce d'identité), inscriptions à la vélo-école, et notre célèbre quiz des panneaux.

À samedi !
Sylvie`,
  ),
  scene(
    LIST,
    { ago: 93 },
    'La nouvelle carte cyclable du 15e est arrivée',
    `
@sylvie +carte-cyclable.pdf
Bonjour,

Trois ans que nous l'attendions : la carte des itinéraires cyclables du 15e arrondissement est imprimée. Elle distingue les rues calmes, les pistes protégées, et les endroits où nous vous conseillons de descendre de vélo (il y en a quatre).

Exemplaires gratuits à l'atelier, à la médiathèque et chez les libraires de la rue Cambronne. La légende est jointe à ce message.

Sylvie`,
  ),
  scene(
    LIST,
    { on: '05-29' },
    'Fête du vélo {samedi+8} place Cambronne',
    `
@sylvie
Bonjour,

{samedi+8}, de 10 h à 18 h, la place Cambronne est à nous : gymkhana pour les enfants, essais de vélos-cargos et de tricycles, bourse aux vélos d'occasion (dépôt dès 9 h), réparations minute, et les crêpes d'Odile.

C'est gratuit, c'est plat, c'est à côté du métro. Venez avec vos voisins.

Vélo 15`,
  ),
  scene(
    LIST,
    { on: '01-24' },
    'Assemblée générale : convocation',
    `
@anne +convocation-ag.pdf +pouvoir.odt
Chères adhérentes, chers adhérents,

Notre assemblée générale aura lieu {vendredi+14} à 19 h, Maison des associations, 22 rue de la Saïda. À l'ordre du jour : rapport moral, comptes, élection du bureau (sept postes), projets de l'année.

Si vous ne pouvez pas venir, donnez votre pouvoir à quelqu'un qui vient : le formulaire est joint. Il faut être à jour de cotisation (15 euros, 5 euros pour les petits budgets).

La soirée finit par un buffet où chacun apporte un plat.

Anne Martin`,
  ),
  scene(
    LIST,
    { ago: 214 },
    'Deux places pour la formation « entretenir son vélo »',
    `
@karim
Bonjour,

Un désistement libère deux places pour la formation de {dimanche+5}, 9 h 30 – 12 h 30 : nettoyer et graisser sa transmission, régler un dérailleur, changer un câble. Le groupe est de six personnes, chacune avec son vélo.

Répondez à la permanence ou venez me voir à l'atelier. Premier arrivé, premier graissé.

Karim`,
  ),
  scene(
    LIST,
    { ago: 268 },
    'Balade des jardins, avec les Jardins partagés du Quai',
    `
@anne
Bonjour,

Nous préparons avec nos voisins des Jardins partagés du Quai une balade de 18 km, de jardin en jardin, {dimanche+9} : parc Georges-Brassens, Petite Ceinture, jardin de la Folie-Titon et retour au Quai pour une soupe de légumes.

Rendez-vous à 10 h devant le parc Georges-Brassens, entrée rue des Morillons. Rythme d'escargot, enfants bienvenus à partir de 8 ans.

Anne et Solange`,
  ),
  scene(
    LIST,
    { ago: 333 },
    'Bulletin : nous cherchons vos plus beaux trajets',
    `
@sylvie
Bonjour,

Le prochain bulletin sera consacré aux trajets de tous les jours. Quel est le vôtre ? Le plus beau, le plus bête, le plus court ? Dix lignes suffisent, une photo si vous en avez une. Nous publierons tout, sauf les insultes aux taxis.

Sylvie, pour l'équipe du bulletin`,
  ),
  scene(
    LIST,
    { ago: 447 },
    'L’atelier ferme deux semaines',
    `
@karim
Bonjour,

Les mécaniciens aussi prennent l'air : l'atelier ferme deux samedis de suite et rouvre {samedi+14}. En cas de panne, la pompe de la rue de la Saïda reste en libre service.

Karim et l'équipe`,
  ),
  scene(
    LIST,
    { ago: 512 },
    'Merci pour les 1 240 signatures',
    `
@anne
Chères et chers signataires,

La pétition pour la réouverture du passage sous la Petite Ceinture a recueilli 1 240 signatures en cinq semaines. Nous l'avons remise ce matin à la mairie, en délégation de onze vélos et une trottinette.

La réponse est attendue d'ici deux mois. Nous vous tiendrons au courant, quelle qu'elle soit.

Anne Martin`,
  ),
]
