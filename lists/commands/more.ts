// « Suite »: what follows of what a mail of ours began to show.
import { plain } from './plain.ts'

const MORE =
  /^(?:la suite|suite|suivante?s?|(?:les )?(?:messages )?suivants|encore|plus|more|next)(?: (?:merci|svp|please|s il vous plait))?$/

/** Whether a line asks for what follows. */
export const asksForMore = (line: string): boolean => MORE.test(plain(line.slice(0, 100)))
