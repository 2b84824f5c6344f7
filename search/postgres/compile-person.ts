// Who wrote a message or was written to: an address, a part of one, or words of a name or an address.
import type { Person } from '../query/tree.ts'
import { MARKS } from './codes.ts'
import { type Compiled, exact } from './compiled.ts'
import { both, oneOf } from './overlaps.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { addressWord } from './written.ts'

const ROLES = { from: ['sender'], to: ['recipient'], any: ['sender', 'recipient'] } as const
/** Local part and a domain with a dot. */
const WHOLE_ADDRESS = /^[^@]+@[^@]+\.[^@.]+$/

/** A person in one of the roles. */
export function compilePerson(person: Person, vocabulary: Vocabulary): Compiled {
  const wanted =
    person.address === undefined ? named(person, vocabulary) : [addressed(person.address, vocabulary)]
  const marks = ROLES[person.role].map((zone) => MARKS[zone])
  return exact(
    both(wanted.map((known) => oneOf(marks.flatMap((mark) => known.map(({ code }) => mark + code))))),
  )
}

/** For each word what has it. */
function named({ words, beginning }: Person, vocabulary: Vocabulary): (readonly Known[])[] {
  return [
    ...words.map((word) => {
      const known = vocabulary.word(word)
      return [...(known === undefined ? [] : [known]), ...vocabulary.addresses(word)]
    }),
    ...(beginning === undefined ? [] : [vocabulary.beginning(beginning)]),
  ]
}

function addressed(address: string, vocabulary: Vocabulary): readonly Known[] {
  if (!WHOLE_ADDRESS.test(address)) return vocabulary.addresses(address)
  const known = vocabulary.word(addressWord(address))
  return known === undefined ? [] : [known]
}
