// Words, phrases and beginnings of words: what the index is asked for them, and where to look.
import type { Zone as Asked } from '../query/tree.ts'
import { MARKS } from './codes.ts'
import { type Compiled, exact, looked } from './compiled.ts'
import { both, oneOf } from './overlaps.ts'
import { anyTrue, type Sql, sql } from './sql.ts'
import type { Known, Vocabulary } from './vocabulary.ts'
import { ANYWHERE, type Zone } from './zones.ts'

/** The zones that an operator means; `anywhere` may be narrowed. */
export function zonesOf(asked: Asked, anywhere: readonly Zone[] = ANYWHERE): readonly Zone[] {
  return asked === 'anywhere' ? anywhere : [asked]
}

export function inZones(known: readonly Known[], zones: readonly Zone[]): string[] {
  return zones.flatMap((zone) => known.map(({ code }) => MARKS[zone] + code))
}

/** A word in any of its forms. */
export function compileWord(word: string, zones: readonly Zone[], vocabulary: Vocabulary): Compiled {
  return exact(oneOf(inZones(vocabulary.forms(word), zones)))
}

/** Words in a row as written. */
export function compilePhrase(
  words: readonly string[],
  zones: readonly Zone[],
  vocabulary: Vocabulary,
): Compiled {
  const known = words.map((word) => vocabulary.word(word))
  const index = both(known.map((word) => oneOf(inZones(word === undefined ? [] : [word], zones))))
  if (words.length === 1) return exact(index)
  const look = zones.map((zone) => inARow(known.map((word) => MARKS[zone] + (word?.code ?? ''))))
  return looked(index, anyTrue(look), 'words')
}

/** The beginning of a word, right after these. */
export function compileBeginning(
  words: readonly string[],
  beginning: string,
  zones: readonly Zone[],
  vocabulary: Vocabulary,
): Compiled {
  const last = vocabulary.beginning(beginning)
  if (words.length === 0) return exact(oneOf(inZones(last, zones)))
  const before = compilePhrase(words, zones, vocabulary)
  const codes = words.map((word) => vocabulary.word(word)?.code ?? '')
  const look = zones.map((zone) => followedBy(codes, last, MARKS[zone]))
  return looked(both([before.index, oneOf(inZones(last, zones))]), anyTrue(look), 'words')
}

function inARow(codes: readonly string[]): Sql {
  return sql('position(? in w.words) > 0', ` ${codes.join(' ')} `)
}

// Codes are told apart by two spaces so that one may be the last of a row and the first of the next.
function followedBy(codes: readonly string[], last: readonly Known[], mark: string): Sql {
  const row = codes.map((code) => ` ${mark}${code} `).join('')
  return sql(
    `exists (select from unnest((string_to_array(replace(w.words, ' ', '  '), ?))[2:]) after
              where coalesce(nullif(split_part(ltrim(after), ' ', 1), ''), ?) = any(?::text[]))`,
    row,
    mark + (codes[0] ?? ''),
    last.map(({ code }) => mark + code),
  )
}
