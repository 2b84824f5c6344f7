import { codeOf, MARKS } from '#search/postgres/codes.ts'
import type { Db } from '#store/database.ts'

const marks = new Set<string>(Object.values(MARKS))

/** What search keeps of each message, with words in the place of their codes, which differ from instance to instance. */
export async function searchEntries(db: Db) {
  const lexicon: { id: number; word: string }[] = await db('lexicon').select('id', 'word')
  const words = new Map(lexicon.map(({ id, word }) => [codeOf(id), word]))
  const { rows } = await db.raw<{
    rows: { hash: string; part: number; dated_at: Date; lists: string[]; words: string }[]
  }>(
    `select m.hash, e.part, e.dated_at, array(select l.address from unnest(e.lists) x(id) join lists l on l.id = x.id) as lists,
            e.words
       from search_entries e join messages m on m.id = e.message_id order by m.hash, e.part`,
  )
  return rows.map(({ words: codes, ...row }) => ({
    ...row,
    words: codes
      .replace(/\.+$/, '')
      .split(' ')
      .map((code) => {
        const mark = marks.has(code.charAt(0)) ? code.charAt(0) : ''
        const word = words.get(code.slice(mark.length))
        return word === undefined ? code : `${mark}${word}`
      })
      .join(' '),
  }))
}
