import { type Scene, scene } from '../scene.ts'

const LIST = 'bureau@troisponts.example'

/** The five of the board. */
export const scenes: readonly Scene[] = [
  scene(
    LIST,
    { on: '11-06' },
    'Dates de représentation : la réponse de la mairie',
    `
@rene
Chers amis,

La salle des fêtes nous est accordée pour les deux derniers week-ends de mars, montage le jeudi à partir de 14 h. La régie nous demande la fiche technique avant le 15 et la liste nominative des personnes présentes sur le plateau.

René
@alain
Excellente nouvelle. Je prépare la liste. Compte-t-on les musiciens ?
@camille
Oui : un piano, un violon. Et Josiane en coulisses.
@francois
Quel tarif cette année ? L'an dernier 780 euros pour quatre jours.
@rene
810, mais le ménage est compris. Je signe ?
@francois
Signe.`,
  ),
  scene(
    LIST,
    { ago: 39 },
    'Droits d’auteur',
    `
@francois
Bonne nouvelle pour le budget : Marivaux est dans le domaine public depuis un moment. Mauvaise nouvelle : la musique de l'entracte ne l'est pas. Il faut la déclarer, environ 92 euros pour quatre représentations.
@camille
Et si Raphaël joue du Rameau au piano ?
@francois
Alors zéro euro, et beaucoup de travail pour Raphaël.
@elodie
Il a dit oui avant la fin de ma phrase.`,
  ),
  scene(
    LIST,
    { on: '09-24' },
    'Cotisations en retard',
    `
@francois +cotisations.csv
Bonjour, la rentrée est faite : 41 adhérents, 33 cotisations encaissées. La liste des huit retardataires est jointe. Ce sont des oublis, je crois, sauf un. Qui s'en charge ?
@elodie
Je les appelle, c'est plus gentil qu'un mail.
@elodie
Sept réglées. Pour le huitième, c'est compliqué en ce moment : je propose qu'on ne demande rien cette année, sans en faire un sujet.
@rene
Entièrement d'accord.
@alain
D'accord aussi. Merci de l'avoir fait avec délicatesse.`,
  ),
  scene(
    LIST,
    { ago: 176 },
    'Compte rendu du conseil',
    `
@alain +compte-rendu-conseil.pdf
Bonsoir, voici le compte rendu d'hier. Trois décisions : achat de deux projecteurs d'occasion (420 euros au plus), stage de voix au printemps, et rangement du placard de Saint-Lambert avant que l'oie n'y ponde.
@camille
Relu, c'est fidèle. Même l'oie.
@rene
Approuvé.`,
  ),
  scene(
    LIST,
    { ago: 352 },
    'Demande du collège : une intervention en classe de 4e',
    `
@elodie
Une professeure de français du collège Modigliani aimerait que deux comédiens viennent lire une scène et parler du métier (elle sait que nous sommes amateurs, elle dit que c'est justement l'intérêt). Deux heures, un vendredi après-midi. Qu'en pensez-vous ?
@camille
Oui, mille fois oui. J'irais bien avec David.
@rene
Accord du président. Vérifions seulement l'assurance.
@elodie
Vérifié, c'est couvert. Ils ont préparé quarante-deux questions, dont « est-ce que vous vous embrassez pour de vrai ? ».`,
  ),
]
