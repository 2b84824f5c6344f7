// French in every charset that it was ever mailed in, labelled rightly, wrongly or not at all.
import type { Coding } from '../mime/text-part.ts'
import type { Kind, Plant } from './plant.ts'

const CODINGS: readonly Coding[] = [
  { charset: 'iso-8859-1', transfer: '8bit' },
  { charset: 'iso-8859-15', transfer: 'quoted-printable' },
  { charset: 'windows-1252', transfer: 'base64' },
  { charset: 'macintosh', transfer: 'quoted-printable' },
  { charset: 'utf-8', transfer: '8bit', claimed: 'nothing' },
  { charset: 'iso-8859-1', transfer: '8bit', claimed: 'nothing' },
  { charset: 'windows-1252', transfer: '8bit', claimed: 'iso-8859-1' },
  { charset: 'utf-8', transfer: 'quoted-printable', claimed: 'us-ascii' },
]

export const charset: Kind = {
  name: 'charset',
  count: CODINGS.length,
  question(seeds, n) {
    const word = seeds.rare('accented')
    const coding = CODINGS[n]!
    const said = coding.claimed === undefined ? '' : `, said to be ${coding.claimed}`
    const expect: Plant[] = [
      { where: 'coded', text: `Le mot ${word} s'écrit avec un accent.`, coding },
      { where: 'coded', text: `À propos de ${word}, rien de neuf.`, coding },
    ]
    return { query: word, match: 'term', note: `${coding.charset}, ${coding.transfer}${said}`, expect }
  },
}
