// Words that stand in one place of a mail.
import { type Kind, type Plant, said } from './plant.ts'

const twice = (plant: Plant): Plant[] => [plant, plant]

export const subject: Kind = {
  name: 'subject',
  count: 15,
  question(seeds, n) {
    const word = seeds.rare(n % 2 === 0 ? 'accented' : 'plain')
    return { query: word, match: 'term', expect: twice({ where: 'subject', word }) }
  },
}

export const fileName: Kind = {
  name: 'filename',
  count: 15,
  question(seeds, n) {
    const word = seeds.rare(n % 3 === 0 ? 'accented' : 'plain')
    const expect = Array.from({ length: 1 + (n % 3) }, (): Plant => ({ where: 'file-name', word }))
    return { query: word, match: 'filename', expect, reject: said(`Le fichier ${word} manque.`) }
  },
}

export const forwarded: Kind = {
  name: 'forwarded',
  count: 5,
  question(seeds) {
    const word = seeds.rare('plain')
    const text = `Le terme ${word} vient de leur courrier.`
    return { query: word, match: 'term', expect: twice({ where: 'forwarded', text }) }
  },
}

/** Found by who doesn't say where. */
export const quotedToo: Kind = {
  name: 'quoted-too',
  count: 5,
  question(seeds) {
    const word = seeds.rare('accented')
    const text = `Ma première idée était ${word}, vous vous en souvenez.`
    return {
      query: word,
      match: 'term',
      note: 'what is quoted of mails that are not in the archive is found',
      expect: twice({ where: 'quoted', text }),
    }
  },
}

export const quotedOnly: Kind = {
  name: 'quoted-only',
  count: 8,
  question(seeds, n) {
    const word = seeds.rare(n % 2 === 0 ? 'accented' : 'plain')
    const expect: Plant[] = [
      { where: 'quoted', text: `Je tiens à ${word} plus que tout.` },
      { where: 'quoted', text: `Et ${word} ? Personne n’en parle.` },
      { where: 'quoted', text: `Sans ${word} je ne viens pas.` },
    ]
    return {
      query: word,
      match: 'quoted',
      expect,
      reject: said(`Va pour ${word}.`, `D’accord avec ${word}.`),
    }
  },
}

export const newOnly: Kind = {
  name: 'new-only',
  count: 8,
  question(seeds, n) {
    const word = seeds.rare(n % 2 === 0 ? 'plain' : 'accented')
    const reject: Plant[] = [
      { where: 'quoted', text: `J’avais proposé ${word} au printemps.` },
      { where: 'quoted', text: `Donc ${word}, c’est entendu.` },
      { where: 'signature', text: `Atelier ${word}` },
    ]
    return { query: word, match: 'new', expect: said(`Je propose ${word}.`, `Parlons de ${word}.`), reject }
  },
}

export const signature: Kind = {
  name: 'signature',
  count: 5,
  question(seeds) {
    const word = seeds.rare('accented')
    return {
      query: word,
      match: 'term',
      expect: twice({ where: 'signature', text: `Collectif ${word} – Paris 15e` }),
    }
  },
}
