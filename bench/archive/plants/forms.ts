// One word written in many ways, and others that only look like it.
import { plain } from '../coined.ts'
import { type Kind, said } from './plant.ts'

export const fold: Kind = {
  name: 'fold',
  count: 10,
  question(seeds, n) {
    const word = seeds.rare('accented')
    const capitals = word.toUpperCase()
    return {
      query: n % 2 === 0 ? plain(word) : word,
      match: 'term',
      note: 'with accents or without, in capitals, composed (NFC) and decomposed (NFD)',
      expect: said(
        `Il s’agit de ${word}.`,
        `Il s’agit de ${word.normalize('NFD')}.`,
        `Il s’agit de ${plain(word)}.`,
        `Il s’agit de ${capitals}.`,
        `Il s’agit de ${plain(word).toUpperCase()}.`,
      ),
    }
  },
}

export const ligature: Kind = {
  name: 'ligature',
  count: 6,
  question(seeds, n) {
    const ending = seeds.pick(['vrier', 'llet', 'ud'])
    const stem = seeds.rare('plain')
    const [typographic, typed] = [`${stem}œ${ending}`, `${stem}oe${ending}`]
    return {
      query: n % 2 === 0 ? typographic : typed,
      match: 'term',
      expect: said(
        `Le ${typographic} du mois.`,
        `Le ${typed} du mois.`,
        `LE ${stem.toUpperCase()}Œ${ending.toUpperCase()} DU MOIS.`,
        `LE ${typed.toUpperCase()} DU MOIS.`,
      ),
    }
  },
}

export const elision: Kind = {
  name: 'elision',
  count: 10,
  question(seeds) {
    const word = seeds.rare('plain', '', 'hi')
    return {
      query: word,
      match: 'term',
      expect: said(
        `C'est l'${word} de mars.`,
        `Il y a trop d’${word} par ici.`,
        `Voilà ${word}, enfin.`,
        `Jusqu’à l’${word}, tout va bien.`,
        `L'${word} d'abord.`,
      ),
    }
  },
}

const ARTICLES = ['l’', "l'", 'd’', 'L’', 'qu’', "D'", 's’', 'jusqu’']

/** Asked with the article, in either apostrophe. */
export const apostrophe: Kind = {
  name: 'apostrophe',
  count: 8,
  question(seeds, n) {
    const word = seeds.rare('plain', '', 'a')
    return {
      query: `${ARTICLES[n]}${word}`,
      match: 'term',
      expect: said(
        `Pas d'${word} avant jeudi.`,
        `On dit qu’${word} reviendra.`,
        `Lorsqu'${word} sera là.`,
        `Un bel ${word}.`,
      ),
    }
  },
}

/** Verbs and plurals. The test asks PostgreSQL's French stemmer whether they are what they seem. */
export const stem: Kind = {
  name: 'stem',
  count: 10,
  question(seeds, n) {
    if (n % 2 === 0) {
      const root = seeds.rare('plain', 'd')
      return {
        query: `${root}er`,
        match: 'term',
        expect: said(
          `Il ${root}ait souvent.`,
          `Elles ${root}aient hier.`,
          `Il veut ${root}er.`,
          `${root}ez !`,
        ),
      }
    }
    const noun = seeds.rare('plain', 'dal')
    return {
      query: noun,
      match: 'term',
      expect: said(`Un ${noun} de plus.`, `Des ${noun.replace(/al$/, 'aux')} partout.`),
    }
  },
}

/** Between quotation marks a word is itself, and not what has the same stem. */
export const exact: Kind = {
  name: 'exact',
  count: 10,
  question(seeds, n) {
    const root = seeds.rare('accented', 'd')
    const [infinitive, imperfect, plural] = [`${root}er`, `${root}ait`, `${root}aient`]
    if (n % 2 === 0)
      return {
        query: imperfect,
        match: 'phrase',
        expect: said(`Elle ${imperfect} encore.`, `« ${imperfect.toUpperCase()} » en capitales.`),
        reject: said(`Il faut ${infinitive}.`, `Ils ${plural} trop.`),
      }
    return {
      query: `${infinitive} les dossiers`,
      match: 'phrase',
      expect: said(`On va ${infinitive} les dossiers ce soir.`, `${infinitive}\u00a0les dossiers, enfin.`),
      reject: said(`On va ${infinitive} le dossier.`, `Il ${imperfect} les dossiers.`),
    }
  },
}

const NON_BREAKING_HYPHEN = '\u2011'

/** Tied by a hyphen: each part is found, and the whole however it is tied. */
export const compound: Kind = {
  name: 'compound',
  count: 6,
  question(seeds, n) {
    const [one, other] = [seeds.rare('accented'), seeds.rare('plain')]
    const tied = said(`Le ${one}-${other} est là.`, `Le ${one}${NON_BREAKING_HYPHEN}${other} aussi.`)
    if (n % 2 === 0)
      return { query: `${one}-${other}`, match: 'term', expect: tied, reject: said(`${other}, puis ${one}.`) }
    return { query: n % 4 === 1 ? one : other, match: 'term', expect: tied }
  },
}

export const english: Kind = {
  name: 'english',
  count: 6,
  question(seeds) {
    const word = seeds.rare('plain', 'n')
    return {
      query: word,
      match: 'term',
      expect: said(
        `The ${word} was not on the agenda.`,
        `Most ${word}s were late this year.`,
        `We don't share ${word}'s view.`,
        `${word.toUpperCase()}S: please read.`,
      ),
    }
  },
}
