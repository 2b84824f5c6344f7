// The extract shown with each hit: of the message, or of the file that alone has what was asked: not the message's
// text, nor its subject, which is shown anyway.
import type { DbOrTx } from '#store/database.ts'
import type { FileFound, Hit, Marks, TextSource } from './engine.ts'
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

type Extract = Pick<Hit, 'kind' | 'snippet' | 'file'>

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
    const { text: _, ...file } = found.file
    extracts.set(id, { kind: 'file', file, snippet: found.snippet?.text ?? extracts.get(id)?.snippet ?? '' })
  }
  return extracts
}

type FileWithText = FileFound & { readonly text: string }
type Files = readonly FileWithText[]

/** The first file that has what is sought, in its text or else in its name. */
function inFiles(
  files: Files,
  sought: Sought,
  marks: Marks,
): { file: FileWithText; snippet?: Snippet } | undefined {
  for (const file of files) {
    const snippet = snippetOfText(file.text, sought, marks)
    if (snippet.shows === 'found') return { file, snippet }
  }
  const named = files.find(({ name }) => placesOf(name, sought).length > 0)
  return named && { file: named }
}
