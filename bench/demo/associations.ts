import { characters } from './people.ts'

export interface DemoSpace {
  readonly slug: string
  readonly name: string
  readonly domain: string
  readonly description: string
}

export interface DemoList {
  readonly address: string
  /** Slug of its home. */
  readonly space: string
  readonly title: string
  readonly description: string
  readonly preset: 'discussion' | 'announce' | 'private'
  readonly archive: 'public' | 'members'
  readonly owners: readonly string[]
  readonly subscribers: readonly string[]
}

export const spaces: readonly DemoSpace[] = [
  {
    slug: 'velo15',
    name: 'Vélo 15',
    domain: 'velo15.example',
    description: 'À vélo dans le 15e : atelier de réparation, balades, vélo-école et pistes cyclables.',
  },
  {
    slug: 'trois-ponts',
    name: 'Compagnie des Trois Ponts',
    domain: 'troisponts.example',
    description: 'Théâtre amateur depuis 1987. Répétitions le mardi et le jeudi, salle Saint-Lambert.',
  },
  {
    slug: 'jardins-du-quai',
    name: 'Jardins partagés du Quai',
    domain: 'jardinsduquai.example',
    description: 'Quarante parcelles, un verger et trois composteurs au bord de la Seine.',
  },
]

const address = (nick: string): string => characters.get(nick)?.address ?? nick
const membersOf = (space: string): string[] =>
  [...characters.values()].filter((who) => who.spaces.includes(space)).map((who) => who.address)
const named = (nicks: string): string[] => nicks.split(' ').map(address)

/** Every list, the board's first named being its owners. */
export const lists: readonly DemoList[] = [
  {
    address: 'discussion@velo15.example',
    space: 'velo15',
    title: 'Vélo 15, discussion',
    description: 'Entre adhérents : balades, mécanique, coups de main, humeurs de piste cyclable.',
    preset: 'discussion',
    archive: 'members',
    owners: named('anne sylvie'),
    subscribers: membersOf('velo15'),
  },
  {
    address: 'bureau@velo15.example',
    space: 'velo15',
    title: 'Bureau de Vélo 15',
    description: 'Les sept du bureau.',
    preset: 'private',
    archive: 'members',
    owners: named('anne'),
    subscribers: named('anne jp sylvie karim fatou thomas mireille'),
  },
  {
    address: 'annonces@velo15.example',
    space: 'velo15',
    title: 'Vélo 15, annonces',
    description: 'Un ou deux messages par mois : balades, atelier, rendez-vous avec la mairie.',
    preset: 'announce',
    archive: 'public',
    owners: named('anne sylvie karim'),
    subscribers: [...membersOf('velo15'), ...named('solange rene lucie david')],
  },
  {
    address: 'troupe@troisponts.example',
    space: 'trois-ponts',
    title: 'La troupe',
    description: 'Répétitions, textes, costumes, qui apporte quoi.',
    preset: 'discussion',
    archive: 'members',
    owners: named('camille rene'),
    subscribers: membersOf('trois-ponts'),
  },
  {
    address: 'bureau@troisponts.example',
    space: 'trois-ponts',
    title: 'Bureau des Trois Ponts',
    description: 'Président, trésorier, secrétaire, mise en scène.',
    preset: 'private',
    archive: 'members',
    owners: named('rene'),
    subscribers: named('rene francois elodie camille alain'),
  },
  {
    address: 'infos@troisponts.example',
    space: 'trois-ponts',
    title: 'Les Trois Ponts vous écrivent',
    description: 'Nos spectacles, nos stages, nos auditions. Pour le public et les amis.',
    preset: 'announce',
    archive: 'public',
    owners: named('elodie camille rene'),
    subscribers: [...membersOf('trois-ponts'), ...named('anne marijo chantal estelle gerard juliette')],
  },
  {
    address: 'jardiniers@jardinsduquai.example',
    space: 'jardins-du-quai',
    title: 'Les jardiniers du Quai',
    description: 'Semis, arrosage, récoltes, outils et fêtes. Les archives sont ouvertes à tous.',
    preset: 'discussion',
    archive: 'public',
    owners: named('solange juliette'),
    subscribers: membersOf('jardins-du-quai'),
  },
  {
    address: 'bureau@jardinsduquai.example',
    space: 'jardins-du-quai',
    title: 'Bureau des Jardins du Quai',
    description: 'Convention avec la Ville, comptes, liste d’attente.',
    preset: 'private',
    archive: 'members',
    owners: named('solange'),
    subscribers: named('solange marc juliette henri estelle'),
  },
  {
    address: 'compost@jardinsduquai.example',
    space: 'jardins-du-quai',
    title: 'L’équipe compost',
    description: 'Les référents des trois bacs, le planning de brassage, la distribution.',
    preset: 'discussion',
    archive: 'members',
    owners: named('henri'),
    subscribers: named('henri amina gael roger bich lucie guy colette mireille'),
  },
]
