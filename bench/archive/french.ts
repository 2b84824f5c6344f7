// What mails are made of in French, besides the words of the lexicon.

/** The most frequent words, the commonest first. */
export const COMMON = (
  'de la le et les à des en un du une que est pour dans qui par pas au sur ne plus avec ce il se nous vous sont cette ' +
  'mais tout ou son ont été être comme fait bien aussi même si aux leur deux peut ces sans notre votre elle on y je ' +
  'réunion association liste samedi après avant merci bonjour faire tous année jour encore projet quartier alors où ' +
  'conseil temps salle nouveau semaine personnes chez donc autre entre très lundi vendredi soir matin heures mairie ' +
  'vers demain compte quelques voir ici peu mois fois besoin groupe travail place toujours message prochaine question ' +
  'document site rien moins contre sous rendez-vous dont lors ainsi chaque atelier toutes était sera avoir dire prendre ' +
  'bénévoles adhérents budget ordre vote point rapport rue ville maison école parents enfants vélo jardin théâtre musique'
).split(' ')

export const GREETINGS = [
  'Bonjour,',
  'Bonjour à toutes et à tous,',
  'Bonsoir,',
  'Salut,',
  'Chères amies, chers amis,',
  'Chers collègues,',
  'Bonjour à tou·te·s,',
  '',
]

export const CLOSINGS = [
  'Cordialement,',
  'Bien à vous,',
  'Merci d’avance,',
  "Merci d'avance,",
  'Amicalement,',
  'À bientôt,',
  'Bonne journée à tous,',
  'Amitiés,',
]

export const FILE_TITLES = [
  'Compte-rendu',
  'Ordre du jour',
  'Budget prévisionnel',
  'Procès-verbal',
  'Relevé de décisions',
  'Affiche',
  'Devis',
  'Planning',
  'Convocation',
  'Règlement intérieur',
  'Fête de l’été',
  'Bilan moral',
]

export const PREFIXES = ['Re: ', 'Re: ', 'Re: ', 'RE: ', 'Re : ', 'Rép : '] as const
