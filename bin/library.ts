// What lists/ asks of archive and search to answer by mail (lists/library.ts).
import { mailsOf, monthsOf, type Texts } from '#archive/browse.ts'
import { gzipped, mboxrd } from '#archive/export/mbox.ts'
import { hide } from '#archive/hide.ts'
import { newestOf, shownAmong, shownUnder, writtenBy } from '#archive/listed.ts'
import type { Hit, Library } from '#lists/library.ts'
import { parseQuery } from '#search/query/parse.ts'
import type { Blobs } from '#store/blobs.ts'
import { noteSentence } from '#web/search/notes.ts'
import { said } from '#web/search/said.ts'
import { say } from '#web/sentences.ts'
import { type DeskParts, openSearchDesk } from './search-desk.ts'

const MARKS = /[\u0002\u0003]/g

export interface LibraryParts extends DeskParts {
  readonly blobs: Blobs
  readonly texts: Texts
}

/** The archive and its search, for answers by mail. */
export function openLibrary(parts: LibraryParts): Library {
  const { db, blobs, texts } = parts
  return {
    async find(question, { personId, list, language, skip, limit }) {
      const desk = await openSearchDesk(parts, personId === undefined ? undefined : { personId })
      const lists = desk.lists.filter(({ id }) => list === undefined || id === list.id)
      const { query, notes } = parseQuery(question)
      const found = await desk.find({ query, lists }, { sort: 'date', limit, offset: skip, count: 'exact' })
      const ids = lists.map(({ id }) => id)
      const hits = found.hits.map(({ id }) => id)
      const listed = new Map((await shownAmong(db, hits, ids)).map((one) => [one.id, one]))
      return {
        total: found.total,
        timeZone: parts.settings.instance.timeZone,
        sentence: said(query, { language, lists: desk.lists }),
        notes: [...notes, ...found.notes].map(({ name, text }) =>
          say(language, noteSentence(name), { text }),
        ),
        hits: found.hits.flatMap(({ id, snippet, file }): Hit[] => {
          const one = listed.get(id)
          return one
            ? [{ ...one, extract: snippet.replace(MARKS, ''), ...(file && { fileName: file.name }) }]
            : []
        }),
      }
    },
    months: ({ id, settings }) => monthsOf(db, id, settings.timeZone),
    newest: (reader, { id, settings }, page) =>
      newestOf(reader, id, { ...page, timeZone: settings.timeZone }),
    among: shownAmong,
    named: shownUnder,
    writtenBy,
    async original(reader, messageId) {
      const { raw } = await reader('messages').where({ id: messageId }).first('raw')
      return await blobs.read(reader, raw)
    },
    texts: (reader, messageIds) => texts.of(reader, messageIds),
    async mailbox(reader, { id, settings }, month, mostBytes) {
      let mails = 0
      const passing = async function* () {
        for await (const mail of mailsOf(reader, blobs, id, { period: month, timeZone: settings.timeZone })) {
          mails++
          yield mail
        }
      }
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of gzipped(mboxrd(passing())) as AsyncIterable<Buffer>) {
        size += chunk.length
        if (size > mostBytes) return 'too large'
        chunks.push(chunk)
      }
      return mails === 0 ? 'empty' : Buffer.concat(chunks)
    },
    hide,
  }
}
