// One line of a mail to our robots, read as a command: whole, or not at all where it would change something.
import { periodOf } from './period.ts'
import { plain } from './plain.ts'
import { isQuiet, nearestVerb, type Verb, verbOf } from './verbs.ts'

/** A command as it was written; what its words mean is for the act. */
export interface Command {
  readonly verb: Verb
  /** What stands after the verb, as written. */
  readonly rest: string
  readonly quiet: boolean
  /** Of a verb that takes people: the lines under it, to the next command. */
  readonly below?: readonly string[]
}

interface Word {
  readonly plain: string
  readonly end: number
}

const MAX_LINE = 500 // characters; commands are short
/** « Merci de me désinscrire », « je ne veux plus recevoir que » and the like: what is asked stands after it. */
const WANT = '(?:veux|voudrais|souhaite|souhaiterais|desire|voulons|souhaitons|aimerais|prefere)'
const ONLY = '(?:plus )?(?:(?:recevoir|avoir) )?(?:plus )?que? '
const POLITE_BEFORE = new RegExp(
  `^(?:bonjour |bonsoir |hello |hi )?(?:(?:je |nous )?(?:${WANT} (?:ne ${ONLY}|(?:recevoir|avoir) (?:(?:les|vos) (?:messages|mails) )?)?|ne ${WANT} ${ONLY}|demande a |demande )|merci (?:de |d )?(?:bien vouloir )?|veuillez |pourriez vous |pouvez vous |peux tu |(?:s il (?:vous|te) plait|svp|stp) |please |i (?:want|would like|wish) to |can you |could you )+`,
)
const POLITE_AFTER =
  /(?: (?:merci|merci beaucoup|merci d avance|s il vous plait|s il te plait|svp|stp|please|thanks|thank you|cordialement|bonne journee))+$/

/** Verbs that take people: as many as stand on their line and under it. */
export const takesPeople = (verb: Verb): boolean => verb === 'add' || verb === 'remove' || verb === 'invite'

/** The command that a line is; undefined when it is none. */
export function commandOf(line: string): Command | undefined {
  const written = harmless(line)
  const found = readLine(written)
  return found !== undefined && written.length > MAX_LINE && takesPeople(found.verb)
    ? { ...found, rest: wholeRest(written, found.rest) }
    : found
}

// People on a long line are all taken: the line that was read is its beginning.
function wholeRest(line: string, read: string): string {
  return line.slice(Math.max(0, line.indexOf(read)))
}

function readLine(line: string): Command | undefined {
  const written = withoutReplyMark(line.slice(0, MAX_LINE)).trim()
  // « info@asso.example » is somebody's address, no wish for information.
  if (BEGINS_WITH_ADDRESS.test(written)) return undefined
  const words = wordsOf(written)
  const quiet = words.length > 1 && isQuiet(words[0]!.plain)
  const asked = politelyCut(quiet ? words.slice(1) : words)
  if (asked.length === 0) return written === '-' ? { verb: 'end', rest: '', quiet } : undefined
  const found = verbOf(asked.map((word) => word.plain))
  if (found !== undefined) {
    const rest = restOf(written, asked, found)
    return fits(found.verb, rest) ? { verb: found.verb, rest, quiet } : undefined
  }
  const meant = nearestVerb(asked[0]!.plain)
  const rest = restOf(written, asked, { verb: meant, words: 1 })
  return meant !== undefined && rest.split(/\s+/).length <= 2 && fits(meant, rest)
    ? { verb: meant, rest, quiet }
    : undefined
}

/** What a database takes: it is kept where a question comes between. */
const harmless = (line: string): string => line.toWellFormed().replace(/\p{Cc}/gu, ' ')

function withoutReplyMark(line: string): string {
  return line.replace(/^(?:\s*(?:re|r[ée]p|tr|fwd?|aw)\s*:)+/i, '')
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+|[*?]/gu)].flatMap((match) => {
    const word = plain(match[0])
    return word === '' ? [] : [{ plain: word, end: match.index + match[0].length }]
  })
}

// Politeness goes from both ends, unless it is all there is.
function politelyCut(words: readonly Word[]): Word[] {
  const text = words.map((word) => word.plain).join(' ')
  const before = POLITE_BEFORE.exec(`${text} `)?.[0] ?? ''
  const begin = before === '' ? 0 : before.trim().split(' ').length
  const after = POLITE_AFTER.exec(text)?.[0] ?? ''
  const end = words.length - (after === '' ? 0 : after.trim().split(' ').length)
  return begin < end ? words.slice(begin, end) : []
}

/** What is sought is read to its last sign: « vélo « pont » ». */
const TO_THE_END: ReadonlySet<Verb | undefined> = new Set(['search', 'get', 'undo'])

function restOf(
  written: string,
  asked: readonly Word[],
  { verb, words }: { readonly verb: Verb | undefined; readonly words: number },
): string {
  const last = asked.at(-1)
  const after = asked[words - 1]
  if (last === undefined || after === undefined || asked.length === words) return ''
  const behind = written.slice(last.end)
  const isEnd = TO_THE_END.has(verb) && !/[\p{L}\p{N}]/u.test(behind)
  return (written.slice(after.end, last.end) + (isEnd ? behind : ''))
    .replace(isEnd ? /^[\s:]+/ : /^[\s:,;.!-]+/, '')
    .trim()
}

const ADDRESS = /[^\s<>]+@[^\s<>]+/
const BEGINS_WITH_ADDRESS = /^[<"]?[^\s<>"]+@\S/
const LIST_OR_NOTHING = /^[\w.+@-]*$/
const LINKED = /^(?:[^\s@]{1,30} ){0,4}<?[^\s<>]+@[^\s<>]+$/
const LIST_OR_ADDRESS =
  /^(?:(?:de |from )?(?:la liste |the list |liste )?[\w.+*@-]+(?: [^\s<>]+@[^\s<>]+)?)?$/iu
/** « bureau jusqu’au 15 août », « 2 semaines »: what it means is for pause.ts. */
const PAUSE =
  /^(?:[\w.+*@-]+$|(?:[\w.+*@-]+ )?(?:$|(?:jusqu|pendant|until|till|for|du|dès|le|au|\d|une?\b|deux|trois|quatre|cinq|six|dix).{0,60}$))/iu
/** A Message-ID, in its brackets or not. */
const MESSAGE_ID = /^<?[^\s<>@]+@[^\s<>]+>?$/
/** « jusqu’au 15 août, paul@exemple.fr », in characters: what it means is for stand-in.ts. */
const MOST_STAND_IN = 200
/** Keys as Sympa gives them. */
const LIST_AND_KEY = /^(?:[\w.+@-]+(?: [0-9a-f]{2,64})?)?$/i

/** Whether that may stand after that verb: what changes something is never read out of a sentence. */
function fits(verb: Verb, rest: string): boolean {
  switch (verb) {
    case 'pause':
      return PAUSE.test(rest)
    case 'leave':
    case 'resume':
    case 'each':
    case 'without-files':
    case 'digest':
    case 'digest-plain':
    case 'titles':
    case 'without-own':
    case 'with-own':
    case 'hide':
    case 'show':
    case 'waiting':
    case 'remind':
    case 'statistics':
    case 'review':
    case 'which':
    case 'lists':
    case 'info':
    case 'help':
    case 'confirm':
      return LIST_OR_ADDRESS.test(rest) || (verb === 'confirm' && rest.length <= 80)
    case 'notices': // « avis important » is none
      return rest === '' || ADDRESS.test(rest)
    case 'undo':
      return LIST_OR_ADDRESS.test(rest) || MESSAGE_ID.test(rest)
    case 'index':
      return LIST_OR_ADDRESS.test(rest) || isPeriod(rest) || isPeriod(rest.replace(/^\S+\s+/, ''))
    case 'stop-moderating':
      return rest.length <= MOST_STAND_IN
    case 'moderate-again':
      return LIST_OR_ADDRESS.test(rest)
    case 'accept':
    case 'refuse':
      return LIST_AND_KEY.test(rest)
    case 'end':
      return rest === ''
    case 'join':
      return rest.split(/\s+/).length <= 8
    case 'add':
    case 'remove':
    case 'invite':
      return ADDRESS.test(rest) || LIST_OR_NOTHING.test(rest)
    case 'link':
    case 'move':
      return LINKED.test(rest)
    default:
      return true
  }
}

const ANY_DAY = '2000-01-01' // whether it is a period doesn't depend on the day
const isPeriod = (text: string): boolean => periodOf(text, ANY_DAY) !== undefined
