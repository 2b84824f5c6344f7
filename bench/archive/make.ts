// An archive of old mail whose answers are known: an mbox a list, answers.json, order.tsv. The same for the same wishes.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answers } from './answers.ts'
import { RareWords } from './coined.ts'
import { Conversations, type Turn } from './conversation.ts'
import { Dice } from './dice.ts'
import { type Letter, plantsIn } from './letter.ts'
import { folderLexicon, type Lexicon, ownLexicon, printOf } from './lexicon.ts'
import { mailingLists } from './lists.ts'
import { Mboxes } from './mboxes.ts'
import { moments, offsetOf } from './moments.ts'
import { people } from './people.ts'
import { Garden } from './plants/garden.ts'
import { kinds } from './plants/kinds.ts'
import { capital, Prose } from './prose.ts'
import { type Hold, Tally } from './tally.ts'
import { write } from './write.ts'

export interface Wishes {
  readonly messages: number
  readonly seed: number
  readonly lists: number
  readonly years: number
  /** A folder with `words.txt` and `sentences.txt`; our own words without it. */
  readonly text?: string
}

/** In fewer there is no room for all that is planted. */
export const FEWEST_MESSAGES = 500
const PEOPLE = { share: 1 / 20, fewest: 50, most: 6_000 }
const TAGGED = 0.8 // of the mails to a list with a tag

/** Writes an archive into a folder, which is made; what is known of it. */
export async function makeArchive(folder: string, wishes: Wishes): Promise<Answers> {
  const dice = new Dice(wishes.seed)
  const lexicon = wishes.text === undefined ? ownLexicon(dice) : await folderLexicon(wishes.text, dice)
  const answers = new ArchiveMaker(folder, wishes, lexicon, dice).make()
  await writeFile(join(folder, 'answers.json'), JSON.stringify(answers))
  return answers
}

class ArchiveMaker {
  readonly #wishes: Wishes
  readonly #lexicon: Lexicon
  readonly #dice: Dice
  readonly #prose: Prose
  readonly #garden: Garden
  readonly #mboxes: Mboxes
  readonly #tally = new Tally()
  readonly #kinds = new Map<string, number>()
  #bytes = 0
  #withHtml = 0

  constructor(folder: string, wishes: Wishes, lexicon: Lexicon, dice: Dice) {
    this.#wishes = wishes
    this.#lexicon = lexicon
    this.#dice = dice
    this.#prose = new Prose(dice, lexicon)
    this.#garden = new Garden(dice, wishes.messages, kinds, new RareWords(dice, lexicon.words))
    this.#mboxes = new Mboxes(folder)
  }

  make(): Answers {
    const { messages, lists: listCount, years, seed } = this.#wishes
    const wanted = Math.round(messages * PEOPLE.share)
    const authors = people(this.#dice, this.#prose, Math.max(PEOPLE.fewest, Math.min(PEOPLE.most, wanted)))
    const lists = mailingLists(this.#dice, listCount, authors.length).map((list) => ({
      list,
      conversations: new Conversations(this.#dice, this.#prose),
    }))
    const listAt = this.#dice.zipf(lists.length, 1.5, 0.95)
    const times = moments(this.#dice, messages, years)
    for (const [n, at] of times.entries()) {
      const { list, conversations } = lists[listAt()]!
      const author = authors[list.writer()]!
      const id = `${at.toString(36)}.${this.#dice.hex(8)}.${n.toString(36)}@${author.address.split('@')[1]}`
      this.#mail(n, { id, author, list, at, offset: offsetOf(this.#dice, at) }, conversations)
    }
    const sha256 = this.#mboxes.close()
    const { words } = this.#lexicon
    return {
      meta: {
        n: messages,
        seed,
        timeZone: 'Europe/Paris',
        lists: lists
          .map(({ list: { name, address } }) => ({
            name,
            address,
            messages: this.#tally.ofList(name),
            bytes: this.#mboxes.bytes(name),
          }))
          .filter((list) => list.messages > 0),
        bytes: this.#bytes,
        sha256,
        text_sha256: printOf(this.#lexicon),
        attachments: [...this.#kinds.values()].reduce((sum, count) => sum + count, 0),
        attachment_kinds: Object.fromEntries(this.#kinds),
        with_html: this.#withHtml,
        threads: this.#tally.threads,
        authors: this.#tally.authors,
        first: times[0]!,
        last: times.at(-1)!,
      },
      needles: [...this.#garden.needles],
      counts: this.#tally.counts(),
      ...this.#tally.threadsAsked(this.#dice),
      common_terms: words.slice(0, 60),
      mid_terms: ranks(words, 300, 90),
      tail_terms: ranks(words, 20_000, 331),
    }
  }

  #mail(
    n: number,
    facts: Pick<Letter, 'id' | 'author' | 'list' | 'at' | 'offset'>,
    conversations: Conversations,
  ): void {
    const { id, author, list, at } = facts
    const turn = conversations.next(at)
    const planted = this.#garden.of(n)
    const plants = planted.map(({ plant }) => plant)
    const paragraphs = Array.from({ length: 1 + this.#dice.below(4) }, () =>
      this.#prose.paragraph(turn.language),
    )
    const words = plantsIn(plants, 'subject').map(({ word }) => word)
    const subject = words.length === 0 ? turn.subject : capital(`${this.#prose.word()} ${words.join(' ')}`)
    const tag = this.#dice.happens(TAGGED) ? list.tag : ''
    const { references, language } = turn
    const link = turn.link === 'lost' ? 'references' : turn.link
    const answered = turn.answered && { answered: turn.answered.quotable }
    const shown = `${turn.prefix}${tag}${subject}`
    const letter = { ...facts, subject: shown, language, references, link, paragraphs, plants, ...answered }
    const { mail, hasHtml, files, below } = write(letter, { dice: this.#dice, prose: this.#prose })
    this.#mboxes.add(list.name, mail, { id, from: author.address, at })
    for (const { found } of planted) found(id)
    for (const kind of files) this.#kinds.set(kind, (this.#kinds.get(kind) ?? 0) + 1)
    this.#bytes += mail.length
    if (hasHtml) this.#withHtml++
    const thread = turn.answered?.thread ?? id
    const isRenamed = words.length > 0
    this.#tally.add({
      id,
      thread,
      list: list.name,
      from: author.address,
      at,
      subject: turn.subject,
      hold: holdOf(turn),
      isRenamed,
    })
    const { name, address } = author
    conversations.remember({
      id,
      at,
      thread,
      subject: turn.subject,
      // Who says nothing about what it answers has nothing to hand on.
      references: link === 'none' ? [] : references,
      answersLost: turn.link === 'lost',
      language,
      quotable: { name, address, at, to: list.address, subject: turn.subject, paragraphs, below },
    })
  }
}

function holdOf({ answered, link }: Turn): Hold {
  if (answered === undefined) return link === 'lost' ? 'first, itself an answer' : 'first'
  return link === 'lost' ? 'references' : link
}

/** Forty words from that rank on, each so many ranks further; fewer in a small lexicon. */
function ranks(words: readonly string[], from: number, step: number): string[] {
  return Array.from({ length: 40 }, (_, n) => words[from + n * step]).filter((word) => word !== undefined)
}
