// An answer to a question of ours, read on its first line.
import { plain } from './plain.ts'

const YES =
  /^(?:oui|yes|yep|ok|o|d accord|daccord|je confirme|confirme|entendu|volontiers|bien sur|absolument|tout a fait|c est (?:bien )?moi)\b/
const NO =
  /^(?:non|no|nan|annuler|annule|cancel|stop|jamais|surtout pas|pas du tout|pas moi|ce n est pas moi|c est pas moi|je n ai rien demande|je ne veux pas|je n en veux pas)\b/

/** Whether an answer's first line says yes. */
export const saysYes = (line: string): boolean => YES.test(plain(line))

/** Whether an answer's first line says no. */
export const saysNo = (line: string): boolean => NO.test(plain(line))
