// The extract shown with each hit: of the message, or of the file that alone has what was asked.
import type { DbOrTx } from '#store/database.ts'
import type { Hit, Marks, TextSource } from './engine.ts'
import { type Snippet, snippetOfMessage, snippetOfText } from './snippet.ts'
import { placesOf, type Sought } from './sought.ts'

export interface Extracting {
  /** Texts of the messages. */
  readonly read: ReadonlyMap<number, string>
  readonly texts: TextSource
  readonly sought: Sought
  readonly marks: Marks
}

type Extract = Pick<Hit, 'kind' | 'snippet' | 'fileName'>

/** Extracts by message id. */
export async function extractsOf(
  db: DbOrTx,
  ids: readonly number[],
  { read, texts, sought, marks }: Extracting,
): Promise<Map<number, Extract>> {
  const snippets = new Map(ids.map((id) => [id, snippetOfMessage(read.get(id) ?? '', sought, marks)]))
  const extracts = new Map<number, Extract>()
  for (const [id, { text }] of snippets) extracts.set(id, { kind: 'message', snippet: text })
  const isAsked = sought.words.size > 0 || sought.rows.length > 0
  const elsewhere = [...snippets]
    .filter(([, { shows }]) => isAsked && shows === 'beginning')
    .map(([id]) => id)
  const files = elsewhere.length === 0 ? new Map<number, Files>() : await texts.files(db, elsewhere)
  for (const [id, ofMessage] of files) {
    const found = inFiles(ofMessage, sought, marks)
    if (found === undefined) continue
    const snippet = found.snippet?.text ?? extracts.get(id)?.snippet ?? ''
    extracts.set(id, { kind: 'file', fileName: found.name, snippet })
  }
  return extracts
}

type Files = readonly { readonly name: string; readonly text: string }[]

/** The first file that has what is sought, in its text or else in its name. */
function inFiles(
  files: Files,
  sought: Sought,
  marks: Marks,
): { name: string; snippet?: Snippet } | undefined {
  for (const { name, text } of files) {
    const snippet = snippetOfText(text, sought, marks)
    if (snippet.shows === 'found') return { name, snippet }
  }
  return files.find(({ name }) => placesOf(name, sought).length > 0)
}
