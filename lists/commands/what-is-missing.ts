// « Je n’ai pas reçu le message de Paul sur la sortie de lundi »: the words and the day in it.
import { plain } from './plain.ts'

export interface Missing {
  /** Plain words that the message's subject or author has. */
  readonly words: readonly string[]
  /** YYYY-MM-DD, the day it was written. */
  readonly day?: string
}

const LITTLE = new Set(
  (
    'le la les l un une des de du d au aux ce cet cette ces mon ma mes vos votre nos notre sur pour par avec dans en et ' +
    'qui que a ont a ete message messages mail mails courriel courriels email emails liste sujet intitule envoye envoyes ' +
    'date hier dernier derniere derniers the a an of from on about for your my any message list sent last mailing ' +
    'depuis aucun rien plus jours semaine'
  ).split(' '),
)
const MOST_WORDS = 10
const DAY_MS = 86_400_000

/** What the words after « je n’ai pas reçu » say. */
export async function whatIsMissing(
  written: string,
  { now, timeZone }: { readonly now: Date; readonly timeZone: string },
): Promise<Missing> {
  const text = written.replaceAll('’', "'")
  const found = text === '' ? undefined : await dayIn(text, now, timeZone)
  const others = found === undefined ? text : text.replace(found.text, ' ')
  const words = plain(others)
    .split(' ')
    .filter((word) => word.length > 1 && !LITTLE.has(word))
  return { words: words.slice(0, MOST_WORDS), ...(found && { day: found.day }) }
}

async function dayIn(text: string, now: Date, timeZone: string) {
  // Loaded when somebody misses a mail: it knows fifteen languages.
  const { fr, en } = await import('chrono-node')
  for (const reader of [fr, en.GB]) {
    const [read] = reader.parse(text, now)
    if (read === undefined) continue
    // « Lundi » is the last one; only what has a day of its own may lie ahead, and then names none.
    const at = read.start.date()
    const past = at > now && !read.start.isCertain('day') ? new Date(at.getTime() - 7 * DAY_MS) : at
    return { text: read.text, day: dayOf(past, timeZone) }
  }
  return undefined
}

/** The day of an instant in a time zone, YYYY-MM-DD. */
export const dayOf = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(at)
