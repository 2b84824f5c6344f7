// Words, several of them, words in a row, beginnings of words.
import { type Kind, said, times } from './plant.ts'

const THINGS = ['guidon', 'samedi', 'tilleul', 'cahier', 'pavé', 'rideau', 'clé']
const QUALITIES = ['vert', 'fermé', 'mardi', 'usé', 'perdu', 'hiver']
const BITS_OF_SENTENCE = [
  'Pour mémoire, il était aussi question de',
  'Je rappelle que nous avions retenu',
  'Personne ne m’a répondu au sujet de',
  "Il manque encore une précision sur l'idée de",
]

export const rare: Kind = {
  name: 'rare',
  count: 50,
  question(seeds, n) {
    const word = seeds.rare(n % 2 === 0 ? 'accented' : 'plain')
    const expect = times(1 + (n % 10), (m) => `${BITS_OF_SENTENCE[m % 4]} ${word} pour le trimestre.`)
    return { query: word, match: 'term', expect }
  },
}

export const phrase: Kind = {
  name: 'phrase',
  count: 20,
  question(seeds, n) {
    const words = [seeds.rare('plain'), seeds.pick(THINGS), seeds.pick(QUALITIES)]
    const [first, second, third] = words
    const query = words.join(' ')
    return {
      query,
      match: 'phrase',
      expect: times(2 + (n % 4), () => `Le chantier « ${query} » avance comme prévu.`),
      reject: said(
        `Ici ${second} précède ${first}, et ${third} ferme la marche.`,
        `Entre ${first} et ${second} on a glissé autre chose, ${third}.`,
        `C’est ${first} ${third} ${second} qu’il faut lire.`,
      ),
    }
  },
}

export const and: Kind = {
  name: 'and',
  count: 15,
  question(seeds) {
    const [one, other] = [seeds.rare('plain'), seeds.rare('accented')]
    return {
      query: `${one} ${other}`,
      match: 'and',
      expect: times(3, () => `On garde ${other} et, l’an prochain, ${one} aussi.`),
      reject: [
        ...times(5, () => `De ${one}, il ne reste rien.`),
        ...times(5, () => `Pour ${other} tout est réglé.`),
      ],
    }
  },
}

export const without: Kind = {
  name: 'without',
  count: 5,
  question(seeds) {
    const [one, other] = [seeds.rare('accented'), seeds.rare('plain')]
    return {
      query: `${one} ${other}`,
      match: 'without',
      expect: times(3, () => `Nous prendrons ${one} cette fois.`),
      reject: said(`Nous prendrons ${one} avec ${other}.`, `Sans ${one} ? Alors ${other}.`),
    }
  },
}

export const prefix: Kind = {
  name: 'prefix',
  count: 10,
  question(seeds) {
    const word = seeds.rare('plain')
    return {
      query: word,
      match: 'prefix',
      expect: said(`Cette ${word}tion nous occupe.`, `Un ${word}teur suffira.`, `Le ${word}ment est fini.`),
    }
  },
}

export const longLine: Kind = {
  name: 'longline',
  count: 5,
  question(seeds) {
    const word = seeds.rare('accented')
    return {
      query: word,
      match: 'term',
      note: 'in a line of 4,000 letters, which encodings have to cut',
      expect: [
        { where: 'long-line', word },
        { where: 'long-line', word },
      ],
    }
  },
}
