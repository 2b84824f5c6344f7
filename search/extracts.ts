// The extract shown with each hit: of the message, or of the file that alone has what was asked: not the message's
// text, nor its subject, which is shown anyway.
import type { DbOrTx } from '#store/database.ts'
import type { Hit, Marks, TextSource } from './engine.ts'
import { type Snippet, snippetOfMessage, snippetOfText } from './snippet.ts'
import { isAnythingSought, placesOf, type Sought } from './sought.ts'

/** A message, and the subject that its hit shows above the extract. */
export interface Headed {
  readonly id: number
  readonly subject: string
}

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
  messages: readonly Headed[],
  { read, texts, sought, marks }: Extracting,
): Promise<Map<number, Extract>> {
  const extracts = new Map<number, Extract>()
  const elsewhere: number[] = []
  for (const { id, subject } of messages) {
    const { text, shows } = snippetOfMessage(read.get(id) ?? '', sought, marks)
    extracts.set(id, { kind: 'message', snippet: text })
    if (!isAnythingSought(sought)) continue
    const isShown = shows !== 'beginning' || placesOf(subject, sought).length > 0
    if (sought.where === 'file names' || !isShown) elsewhere.push(id)
  }
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
