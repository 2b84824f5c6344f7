// Numbers picked among those that a mail of ours offered: « 2 », « le 2 », « 3, 5 et 7 ».
import { plain } from './plain.ts'

const MOST = 50

/** The numbers that a line is, in their order, each once; undefined when it says anything else. */
export function picksOf(line: string): number[] | undefined {
  const words = plain(line).split(' ')
  const said = words.filter(
    (word) => !/^(?:et|and|le|la|les|no|n|numero|numeros|the|choix|number|svp|merci)$/.test(word),
  )
  if (said.length === 0 || said.length > MOST || !said.every((word) => /^\d{1,4}$/.test(word)))
    return undefined
  return [...new Set(said.map(Number))]
}
