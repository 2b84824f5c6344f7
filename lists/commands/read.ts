// A mail to our robots, from its subject and its text to what it asks for. Pure.
import { baseSubject } from '#mta/message/subject.ts'
import { type Command, commandOf, takesPeople } from './line.ts'
import { picksOf } from './picks.ts'
import { typedLines } from './typed.ts'
import { wishesToLeave } from './wish.ts'

/** What a mail asks for, as far as it was understood. */
export interface Request {
  /** In order, each once. */
  readonly commands: readonly Command[]
  /** A wish to leave in a sentence of one's own, where no command was found. */
  readonly wish: 'leave' | undefined
  /** Numbers among the choices of the mail that this one answers, where no command was found. */
  readonly picks: readonly number[]
  /** Lines before the last command that are none, and more than politeness. */
  readonly unclear: readonly string[]
}

/** More would be a program's. */
const MOST_COMMANDS = 50
const COURTESY =
  /^(?:bonjour|bonsoir|salut|coucou|cher|chere|chers|cheres|madame|monsieur|mesdames|messieurs|hello|hi|dear|merci|thanks|thank you|cordialement|bien cordialement|bien a vous|amities|amicalement|bonne (?:journee|soiree)|a bientot|svp|s il vous plait|please|regards|best regards|kind regards)\b/i

/** Reads a request; of its text only what its author typed counts. */
export function readRequest(subject: string, text: string): Request {
  const lines = typedLines(text)
  const inSubject = commandOf(subject)
  const inAnswer = readLines(lines, [])
  // The subject of an answer is somebody else's where its text says what to do: « Re: Inscriptions », « ANNULER ».
  const isTheirs = baseSubject(subject).isReply && inAnswer.commands.length > 0
  const fromSubject = inSubject !== undefined && inSubject.verb !== 'end' && !isTheirs ? [inSubject] : []
  const { commands: read, unclear } = fromSubject.length > 0 ? readLines(lines, fromSubject) : inAnswer
  const commands = once(read).slice(0, MOST_COMMANDS)
  if (commands.length > 0)
    return { commands, wish: undefined, picks: [], unclear: fromSubject.length > 0 ? [] : unclear }
  const picks = picksOf(lines[0] ?? '')
  if (picks !== undefined) return { commands: [], wish: undefined, picks, unclear: [] }
  const wish = [subject, ...sentences(lines)].some(wishesToLeave) ? 'leave' : undefined
  return { commands: [], wish, picks: [], unclear: lines }
}

function readLines(
  lines: readonly string[],
  fromSubject: readonly Command[],
): { commands: Command[]; unclear: string[] } {
  const commands: Command[] = [...fromSubject]
  let unclear: string[] = []
  let waiting: string[] = []
  for (const line of lines) {
    const command = commandOf(line)
    // « stop » ends a list of commands, as on Sympa; alone it is what people write who want no more mail.
    const ends = command?.verb === 'end' || (/^stop$/i.test(line) && commands.length > 0)
    if (ends) break
    const last = commands.at(-1)
    if (command !== undefined) {
      commands.push(command)
      unclear = [...unclear, ...waiting]
      waiting = []
    } else if (last !== undefined && takesPeople(last.verb))
      commands[commands.length - 1] = { ...last, below: [...(last.below ?? []), line] }
    else if (!COURTESY.test(line.normalize('NFD').replace(/\p{M}/gu, ''))) waiting.push(line)
  }
  return { commands, unclear }
}

function once(commands: readonly Command[]): Command[] {
  const seen = new Set<string>()
  return commands.filter(({ verb, rest, below = [] }) => {
    const said = `${verb} ${[rest, ...below].join('\n').toLowerCase()}`
    return !seen.has(said) && seen.add(said)
  })
}

// Programs wrap sentences: « je ne veux plus / recevoir ces mails » is one.
function sentences(lines: readonly string[]): string[] {
  return lines.join(' ').split(/[.!?;]+/)
}
