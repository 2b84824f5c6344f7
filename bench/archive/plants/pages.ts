// Words as HTML writes them.
import { type Kind, type Plant, said } from './plant.ts'

const ENTITIES: Readonly<Record<string, string>> = {
  é: '&eacute;',
  è: '&#232;',
  ê: '&ecirc;',
  â: '&#xE2;',
  î: '&icirc;',
  ô: '&ocirc;',
}

const html = (content: string): Plant => ({ where: 'html', html: content })

export const htmlOnly: Kind = {
  name: 'html-only',
  count: 10,
  question(seeds, n) {
    const word = seeds.rare('accented')
    const written = n % 2 === 0 ? word : word.replace(/[éèêâîô]/g, (letter) => ENTITIES[letter] ?? letter)
    return {
      query: word,
      match: 'term',
      expect: [html(`<p>Voici ${written} en toutes lettres.</p>`), html(`<td>${written}</td><td>12</td>`)],
    }
  },
}

/** A word with tags inside is one word; two in neighbouring cells are two. */
export const htmlInside: Kind = {
  name: 'html-inside',
  count: 5,
  question(seeds) {
    const word = seeds.rare('plain')
    const [start, end] = [word.slice(0, 4), word.slice(4)]
    return {
      query: word,
      match: 'term',
      expect: [
        html(`<p>Le <b>${start}</b>${end} gagne.</p>`),
        html(`<p>Un <font color="red">${start}<i>${end}</i></font> !</p>`),
      ],
      reject: [
        html(`<table><tr><td>${start}</td><td>${end}</td></tr></table>`),
        html(`<p>${start}</p><p>${end}</p>`),
      ],
    }
  },
}

/** Words in a row stay so over the end of a line, a soft one or none at all. */
export const overLines: Kind = {
  name: 'over-lines',
  count: 5,
  question(seeds) {
    const [one, other] = [seeds.rare('plain'), seeds.rare('accented')]
    return {
      query: `${one} ${other}`,
      match: 'phrase',
      expect: [
        ...said(`On a parlé de ${one}\n${other} hier.`, `On a parlé de ${one}\u202f${other} hier.`),
        html(`<p>Parlons de ${one}<br>${other} demain.</p>`),
        html(`<p>Parlons de ${one}&nbsp;<b>${other}</b> demain.</p>`),
      ],
    }
  },
}
