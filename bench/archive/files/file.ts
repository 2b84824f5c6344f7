// Files that people attach, each a real one that opens.
import type { Dice } from '../dice.ts'
import { FILE_TITLES } from '../french.ts'
import type { AttachedFile } from '../mime/file-part.ts'
import type { Prose } from '../prose.ts'
import { ics } from './calendar.ts'
import { docx, pptx, xlsx } from './office-open.ts'
import { odp, ods, odt } from './open-document.ts'
import { pdf } from './pdf.ts'
import { png } from './picture.ts'
import { rtf } from './rtf.ts'
import { winmail } from './winmail.ts'
import { escaped } from './zip.ts'

const OOXML = 'application/vnd.openxmlformats-officedocument'
const ODF = 'application/vnd.oasis.opendocument'

/** Media types; in how many of a hundred files. */
const KINDS = {
  pdf: ['application/pdf', 30],
  png: ['image/png', 24],
  docx: [`${OOXML}.wordprocessingml.document`, 12],
  odt: [`${ODF}.text`, 8],
  txt: ['text/plain; charset=utf-8', 6],
  xlsx: [`${OOXML}.spreadsheetml.sheet`, 5],
  csv: ['text/csv; charset=utf-8', 4],
  ics: ['text/calendar; charset=utf-8; method=REQUEST', 3],
  pptx: [`${OOXML}.presentationml.presentation`, 2],
  winmail: ['application/ms-tnef', 2],
  ods: [`${ODF}.spreadsheet`, 1],
  odp: [`${ODF}.presentation`, 1],
  rtf: ['application/rtf', 1],
  html: ['text/html; charset=utf-8', 1],
} as const satisfies Readonly<Record<string, readonly [type: string, share: number]>>

export type FileKind = keyof typeof KINDS
export const FILE_KINDS = Object.keys(KINDS) as FileKind[]

const BY_SHARE = FILE_KINDS.flatMap((kind) => Array<FileKind>(KINDS[kind][1]).fill(kind))

/** A kind of file, the usual ones most often. */
export function anyKind(dice: Dice): FileKind {
  return dice.pick(BY_SHARE)
}

/** A file of three to thirty sentences; `planted` stands in its text, or for a picture in its comment. */
export function madeFile(
  kind: FileKind,
  { dice, prose }: { readonly dice: Dice; readonly prose: Prose },
  planted: { readonly text?: string; readonly name?: string } = {},
): AttachedFile {
  const lines = prose.sentences(3 + dice.below(27))
  if (planted.text !== undefined) lines.splice(1 + dice.below(lines.length), 0, planted.text)
  const title = [dice.pick(FILE_TITLES), planted.name, String(2014 + dice.below(12))]
  const ending = kind === 'winmail' ? 'rtf' : kind
  const name = `${title.filter((word) => word !== undefined).join(' ')}.${ending}`
  const bytes = contents(kind, lines, dice, name, planted.text)
  return { name: kind === 'winmail' ? 'winmail.dat' : name, type: KINDS[kind][0], bytes }
}

function contents(
  kind: FileKind,
  lines: readonly string[],
  dice: Dice,
  name: string,
  planted: string | undefined,
): Buffer {
  switch (kind) {
    case 'pdf':
      return pdf(lines, dice.happens(0.7) ? 'deflated' : 'plain')
    case 'png':
      return png(dice, planted ?? 'Appareil photo')
    case 'docx':
      return docx(lines)
    case 'xlsx':
      return xlsx(lines)
    case 'pptx':
      return pptx(lines)
    case 'odt':
      return odt(lines)
    case 'ods':
      return ods(lines)
    case 'odp':
      return odp(lines)
    case 'rtf':
      return rtf(lines)
    case 'txt':
      return Buffer.from(lines.join('\r\n'))
    case 'csv':
      return Buffer.from(
        lines.map((line, n) => `${n};"${line.replaceAll('"', '""')}";${n * 3},50`).join('\r\n'),
      )
    case 'ics':
      return ics(lines, `20${14 + dice.below(12)}0${1 + dice.below(9)}1${dice.below(10)}`)
    case 'html':
      return Buffer.from(
        `<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Page</title></head><body>${lines.map((line) => `<p>${escaped(line)}</p>`).join('\n')}</body></html>`,
      )
    case 'winmail':
      return winmail(
        { subject: lines[0] ?? '', text: lines.join('\r\n') },
        { name, bytes: rtf(lines.slice(0, 3)) },
      )
  }
}
