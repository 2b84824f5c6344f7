// What is written in a message, folded, zone by zone: what becomes numbers (elements.ts).
import { type Block, splitQuotes } from '#mta/message/quotes.ts'
import type { Entry, Party } from '../entry.ts'
import { foldedText } from '../fold.ts'
import type { Zone } from './zones.ts'

/** Words of a zone with a space between them, and a break before; a `whole` is one word, such as an address. */
export interface Stretch {
  readonly zone: Zone
  readonly words: string
}

const MAX_NAME = 1_000 // characters of a subject, a person's or a file's name
const MAX_PEOPLE = 200
const MAX_FILES = 200

/** What every part of a message repeats: subject, people, names of files. */
export function headOf({ subject, from, recipients, files }: Entry): Stretch[] {
  return [
    ...stretch('subject', subject.slice(0, MAX_NAME)),
    ...personIn('sender', from),
    ...stretch('sender', from.address.slice(0, MAX_NAME)),
    ...recipients.slice(0, MAX_PEOPLE).flatMap((person) => personIn('recipient', person)),
    ...files.slice(0, MAX_FILES).flatMap(({ name }) => stretch('filename', name.slice(0, MAX_NAME))),
  ]
}

const ZONES: Readonly<Record<Block['kind'], Zone>> = { new: 'new', quote: 'quoted', signature: 'other' }

/** The text and those of the files. */
export function textsOf({ text, files }: Entry): Stretch[] {
  return [
    ...splitQuotes(text).flatMap((block) => [
      ...stretch('quoted', block.attribution ?? ''),
      ...stretch(ZONES[block.kind], block.text),
    ]),
    ...files.flatMap((file) => stretch('other', file.text ?? '')),
  ]
}

/** An address as the lexicon has it; '' where there is none. */
export function addressWord(address: string): string {
  const plain = address.trim().toLowerCase().slice(0, MAX_NAME)
  return /^[^\s\0]+@[^\s\0]+$/.test(plain) ? plain.toWellFormed() : ''
}

/** A person's name, and the address in one piece. */
function personIn(zone: Zone, { name, address }: Party): Stretch[] {
  const whole = addressWord(address)
  return [...stretch(zone, name.slice(0, MAX_NAME)), ...(whole === '' ? [] : [{ zone, words: whole }])]
}

function stretch(zone: Zone, text: string): Stretch[] {
  const words = foldedText(text, '')
  return words === '' ? [] : [{ zone, words }]
}
