// A message whose files stay in the archive: each becomes a few words with a link. Its texts, and the pictures in them,
// are untouched.
import { Readable } from 'node:stream'
import type { Body } from '#mta/message/chunks.ts'
import type { Header } from '#mta/message/header.ts'
import { isText, type PartsDefect } from '#mta/message/parts.ts'
import { type PlacedPart, splitsFaithfully, withReplacedParts } from '#mta/message/replaced-parts.ts'
import { enFileInArchive } from '#templates/mails/en/ways.ts'
import { frFileInArchive } from '#templates/mails/fr/ways.ts'
import type { AttachedFile } from './filing.ts'
import type { Language } from './mails.ts'
import type { Original } from './original.ts'
import { sizeInWords } from './sizes.ts'

/** Smaller files stay: a link would not be much shorter. */
export const SMALL_FILE_BYTES = 10_000
/** What a signature covers, or is sealed, is not ours to change; of an alternative another form would be left. */
const UNTOUCHED = new Set(['signed', 'encrypted', 'alternative', 'report'])

/** Where the files of a message can be had. */
export interface FilesElsewhere {
  readonly files: readonly AttachedFile[]
  readonly language: Language
  /** The message's page. */
  readonly url: string
}

/** The message without its large files; undefined where it has none, or its MIME does not allow it. */
export async function withoutFiles(
  original: Original,
  elsewhere: FilesElsewhere,
): Promise<Pick<Original, 'header' | 'body'> | undefined> {
  const { header } = original
  if (!elsewhere.files.some(isLargeFile)) return undefined
  if (!(await splitsFaithfully(header, () => original.body()))) return undefined
  const defects: (PartsDefect | 'counted otherwise')[] = []
  let replaced = 0
  const replacing = () => replacer(elsewhere, defects, () => replaced++)
  for await (const _ of lighter(header, original.body(), replacing(), defects)); // read once, to know
  if (replaced === 0 || defects.length > 0) return undefined
  return {
    header,
    body: () => Readable.from(lighter(header, original.body(), replacing(), defects), { objectMode: false }),
  }
}

function lighter(
  header: Header,
  body: Body,
  replacement: (part: PlacedPart) => Buffer | undefined,
  defects: unknown[],
): AsyncGenerator<Buffer> {
  return withReplacedParts(header, body, replacement, (defect) => defects.push(defect))
}

const isLargeFile = ({ disposition, size, type }: AttachedFile): boolean =>
  disposition === 'attachment' && size > SMALL_FILE_BYTES && !type.startsWith('message/')

function replacer(
  { files, language, url }: FilesElsewhere,
  defects: unknown[],
  onReplaced: () => void,
): (part: PlacedPart) => Buffer | undefined {
  let n = 0
  return (part) => {
    if (isText(part)) return undefined
    const file = files[n++]
    if (file === undefined || file.type !== part.type) {
      defects.push('counted otherwise')
      return undefined
    }
    if (!isLargeFile(file) || part.within.some((kind) => UNTOUCHED.has(kind))) return undefined
    onReplaced()
    return linkPart(file, `${url}/attachments/${n}/${encodeURIComponent(file.name.toWellFormed())}`, language)
  }
}

function linkPart(file: AttachedFile, link: string, language: Language): Buffer {
  const words = (language === 'fr' ? frFileInArchive : enFileInArchive)
    .replace('{name}', () => file.name)
    .replace('{size}', () => sizeInWords(file.size, language))
    .replace('{link}', () => link)
  const encoded = Buffer.from(words.replaceAll('\n', '\r\n'), 'utf8').toString('base64')
  return Buffer.from(
    'Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: inline\r\n' +
      `Content-Transfer-Encoding: base64\r\n\r\n${encoded.replace(/.{76}/g, '$&\r\n')}`,
    'latin1',
  )
}
