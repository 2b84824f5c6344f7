import { type Scene, scene } from '../scene.ts'

const LIST = 'bureau@jardinsduquai.example'

/** The five of the board. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { ago: 11 },
    'Liste d’attente : 47 familles',
    `
@estelle
Bonsoir,

La liste d'attente compte maintenant 47 familles pour 40 parcelles, et deux seulement se libèrent cette année. Je ne sais plus quoi répondre au téléphone. Pourrait-on couper les trois grandes parcelles du fond en deux ?

Estelle
@marc
Sur le papier oui, cela fait trois familles de plus et 90 euros de cotisations. Mais Roger et Pierrette y sont depuis le début.
@solange
Je vais leur en parler de vive voix. Pierrette m'a dit l'autre jour que soixante mètres carrés commençaient à lui peser.
@juliette
On peut aussi proposer la parcelle commune aux familles en attente, deux matinées par mois. Elles verraient si cela leur plaît.
@solange
Pierrette est d'accord, avec soulagement même. Roger demande à réfléchir jusqu'au printemps. Et l'idée de Juliette est adoptée.`,
  ),
  scene(
    LIST,
    { ago: 71 },
    'Convention avec la Ville : relecture',
    `
@marc +convention-ville.pdf
Bonjour à tous, la Ville nous envoie le renouvellement de la convention, six ans. Deux nouveautés : ouverture au public dix heures par semaine (contre huit) et interdiction des pesticides, ce que nous faisons déjà. À relire avant vendredi.
@henri
Dix heures, c'est deux permanences de plus par mois. Jouable si les nouveaux s'y mettent.
@solange
Oui. Je signe vendredi, sauf avis contraire.
@estelle
Pas d'avis contraire. Hourra pour six ans !`,
  ),
  scene(
    LIST,
    { ago: 148 },
    'Facture d’eau',
    `
@marc
La facture est de 388 euros, contre 471 l'an dernier. Le paillage et les deux citernes ont fait leur effet. Je propose de mettre la différence dans un fonds pour la serre.
@juliette
Pour. La porte de la serre ne ferme plus qu'avec une brique.
@henri
Pour. Et je garde la brique.`,
  ),
  scene(
    LIST,
    { ago: 291 },
    'Un différend entre deux parcelles',
    `
@juliette
Il y a une brouille entre les parcelles 8 et 9, à propos d'un framboisier qui voyage sous la bordure. Le ton est monté samedi devant des enfants. Je crois qu'il faut quelqu'un d'extérieur au potager pour en parler.
@solange
J'irai prendre un café avec l'un puis avec l'autre. On mettra une bordure enterrée de trente centimètres, aux frais du jardin.
@solange
C'est arrangé. Ils ont creusé la tranchée ensemble et partagent les framboises du milieu.`,
  ),
]
