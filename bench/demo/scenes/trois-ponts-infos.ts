import { type Scene, scene } from '../scene.ts'

const LIST = 'infos@troisponts.example'

/** To the public and friends. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { on: '11-10' },
    'Les Fausses Confidences, au printemps : notez les dates',
    `
@elodie
Chers amis du théâtre,

La Compagnie des Trois Ponts jouera Les Fausses Confidences, de Marivaux, les deux derniers week-ends de mars, à la salle des fêtes de la mairie du 15e. Mise en scène de Camille Aubert, lumières d'Antoine Berthier, costumes de Josiane Picard.

Participation libre, réservation ouverte en février. D'ici là, nous apprenons nos textes.

Élodie Charrier`,
  ),
  scene(
    LIST,
    { on: '10-05' },
    'Nous cherchons un violoniste',
    `
@elodie
Bonjour,

Pour notre prochain spectacle nous cherchons une ou un violoniste, amateur éclairé, pour cinq interventions d'une minute (Rameau, Couperin), six répétitions et quatre représentations. On est payé en applaudissements et en cake aux olives.

Élodie`,
  ),
  scene(
    LIST,
    { on: '09-15' },
    'Auditions ouvertes {mardi+5}',
    `
@camille
Bonjour,

La troupe accueille chaque année quatre ou cinq nouvelles personnes. Les auditions ont lieu {mardi+5} à 19 h 30, salle Saint-Lambert. Préparez un texte de deux minutes, ce que vous voulez : une fable, une recette, une lettre. Aucune expérience n'est demandée, seulement l'envie de revenir.

Camille Aubert`,
  ),
  scene(
    LIST,
    { on: '02-20' },
    'Le spectacle approche : réservez',
    `
@elodie +reservations.ics
Chers amis,

Plus qu’un mois ! Les réservations sont ouvertes pour les quatre représentations. Les jeudis sont moins courus que les samedis : venez un jeudi, vous aurez de la place pour vos jambes.

La première est dans le fichier d'agenda joint.

Élodie, pour la compagnie`,
  ),
  scene(
    LIST,
    { ago: 222 },
    'Stage de voix avec Marianne Talbot',
    `
@elodie
Bonjour,

{samedi+12} et le lendemain, de 10 h à 17 h : stage « La voix qui porte », douze places, 60 euros pour le week-end (40 pour les adhérents). Il s'adresse aux comédiens mais aussi aux professeurs, aux guides, à tous ceux que leur voix lâche le vendredi soir.

Inscriptions par retour de courrier auprès d'Élodie.`,
  ),
  scene(
    LIST,
    { ago: 287 },
    'Lecture à la médiathèque : lettres de tranchées',
    `
@rene
Madame, Monsieur, chers amis,

Six comédiens de la compagnie liront des lettres de soldats et de leurs familles à la médiathèque Marguerite-Yourcenar, {jeudi+10} à 18 h 30. Entrée libre. Plusieurs de ces lettres ont été écrites rue Lecourbe et rue Blomet et nous ont été confiées par leurs descendants.

René Charpentier, président`,
  ),
  scene(
    LIST,
    { on: '06-25', lastYear: true },
    'Merci, et à la saison prochaine',
    `
@elodie
Chers amis,

La saison s'achève. Merci d'être venus si nombreux, d'avoir ri au bon endroit, et d'avoir tenu la porte à ceux qui arrivaient en retard. La troupe se retrouve à la rentrée ; d'ici là, allez au théâtre, même chez les autres.

Élodie`,
  ),
]
