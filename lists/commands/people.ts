// Addresses with names, out of lines as people type and paste them: « jean@free.fr Jean Dupont », « Dupont;Jean;jean@… »,
// « Jean Dupont <jean@free.fr>, Anne <anne@…> ». Pure.
import { parseAddress } from '#mta/message/address.ts'

export interface Named {
  /** As compared. */
  readonly address: string
  readonly written: string
  readonly name: string
}

export interface PeopleRead {
  /** In order, each address once, at most MOST_PEOPLE. */
  readonly people: readonly Named[]
  /** What has an @ and is no address. */
  readonly unread: readonly string[]
  /** Addresses beyond MOST_PEOPLE. */
  readonly tooMany: number
  /** Lines without any address, as written. */
  readonly words: readonly string[]
}

/** A mail can name so many people; more is a file for the command line. */
export const MOST_PEOPLE = 500
const MAX_NAME = 80 // characters
const MAX_AROUND = 500 // characters in which a name is looked for
const MOST_UNREAD = 20

/** Longer than any address may be on either side, so that it is seen to be none. */
const LIKE_ADDRESS = /[^\s<>()[\],;:"«»]{0,130}@[^\s<>()[\],;:"«»]{0,260}/g

/** Reads the people that some lines name. */
export function readPeople(lines: readonly string[]): PeopleRead {
  const people = new Map<string, Named>()
  const unread: string[] = []
  const words: string[] = []
  let tooMany = 0
  for (const line of lines) {
    const found = piecesOf(line)
    if (found.length === 0 && line.trim() !== '') words.push(line.trim())
    for (const { likeAddress, around } of found) {
      const address = parseAddress(likeAddress.replace(/[.!?]+$/, ''))
      if (address === undefined || !address.domain.includes('.')) {
        if (unread.length < MOST_UNREAD) unread.push(likeAddress.slice(0, 254))
      } else if (people.has(address.text)) continue
      else if (people.size >= MOST_PEOPLE) tooMany++
      else people.set(address.text, { address: address.text, written: address.written, name: nameIn(around) })
    }
  }
  return { people: [...people.values()], unread, tooMany, words }
}

interface Piece {
  readonly likeAddress: string
  readonly around: string
}

/** Each address of a line with the words that go with it. */
function piecesOf(written: string): Piece[] {
  const line = written.replace(/mailto:/gi, ' ')
  const [only, ...others] = line.match(LIKE_ADDRESS) ?? []
  if (only === undefined) return []
  if (others.length === 0) return [{ likeAddress: only, around: line.replace(only, ' ') }]
  return parted(line).flatMap((piece) => {
    const within = piece.match(LIKE_ADDRESS) ?? []
    return within.map((likeAddress) => ({
      likeAddress,
      around: within.length === 1 ? piece.replace(likeAddress, ' ') : '',
    }))
  })
}

/** At commas, semicolons and tabs, except within quotation marks where all of those are closed. */
function parted(line: string): string[] {
  const quotes = line.split('"')
  if (quotes.length % 2 === 0) return line.split(/[,;\t]/)
  const pieces = ['']
  for (const [at, text] of quotes.entries()) {
    const [first = '', ...more] = at % 2 === 0 ? text.split(/[,;\t]/) : [text]
    pieces[pieces.length - 1] += first
    pieces.push(...more)
  }
  return pieces
}

function nameIn(around: string): string {
  return around
    .slice(0, MAX_AROUND)
    .replace(/[\p{C}<>()[\]"«»;,\t:]+/gu, ' ')
    .replace(/^\s*(?:[-*•–]|\d{1,3}[.)])\s+/, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\-–.]+|[\s\-–.]+$/g, '')
    .slice(0, MAX_NAME)
    .trim()
}
